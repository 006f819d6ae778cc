namespace Turnstone.Storage.Settings;

/// <summary>Something the house keeps for itself, by name.</summary>
public sealed class HouseSetting
{
    /// <summary>SHA-256 of the code of the set-up link, in hexadecimal digits; there while nobody has used it.</summary>
    public const string SetupCode = "setup-code";

    /// <summary>Which.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Value { get; set; }
}
