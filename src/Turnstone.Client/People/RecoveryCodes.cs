namespace Turnstone.Client.People;

/// <summary>Codes that stand in for a lost authenticator. Shown this once; those made before work no longer.</summary>
public sealed record RecoveryCodes
{
    /// <summary>The codes; each works once.</summary>
    public required IReadOnlyList<string> Codes { get; init; }
}
