namespace Turnstone.Ews.Types;

/// <summary>
/// The build a server reports in ServerVersionInfo. <paramref name="Schema"/> is its word for the schema and not always one a request may name
/// ("V2_23" is what 2013 CU says [R]).
/// </summary>
public sealed record ServerVersion(int Major, int Minor, int Build, int Revision, string? Schema = null)
{
    public ExchangeGeneration Generation => (Major, Minor, Build) switch
    {
        (< 15, _, _) => ExchangeGeneration.Older,
        (15, 0, _) => ExchangeGeneration.Exchange2013,
        (15, 1, _) => ExchangeGeneration.Exchange2016,
        // Subscription Edition kept 15.2; its first build is 15.2.2562.17, the last CU of 2019 is 15.2.1748.
        (15, 2, < 2562) => ExchangeGeneration.Exchange2019,
        (15, 2, _) => ExchangeGeneration.SubscriptionEdition,
        _ => ExchangeGeneration.Newer,
    };

    /// <summary>CreateFolderPath came with Exchange 2013; its documented answers are of 15.0.526 and 15.0.556 [D].</summary>
    public bool HasCreateFolderPath => Major >= 15;

    public override string ToString() => $"{Major}.{Minor}.{Build}.{Revision}";
}

/// <summary>What people call a build.</summary>
public enum ExchangeGeneration
{
    Older,
    Exchange2013,
    Exchange2016,
    Exchange2019,
    SubscriptionEdition,
    Newer,
}
