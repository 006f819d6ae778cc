namespace Turnstone.Storage.Settings;

/// <summary>Something the house keeps for itself, by name.</summary>
public sealed class HouseSetting
{
    /// <summary>SHA-256 of the code of the set-up link, in hexadecimal digits; there while nobody has used it.</summary>
    public const string SetupCode = "setup-code";

    /// <summary>The name of the processes that work on this database together, encrypted with their keys; there once one joined others.</summary>
    public const string Cluster = "cluster";

    /// <summary>Which.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Value { get; set; }
}
