namespace Turnstone.Client.Preparation;

/// <summary>What prepares an Exchange organisation, to be read and run by its administrator. Nothing has been changed by it.</summary>
public sealed record PreparationInfo
{
    /// <summary>What the first script does, in order.</summary>
    public required IReadOnlyList<PreparationStepInfo> Steps { get; init; }

    /// <summary>Prepares, and keeps a record of what it changes beside itself.</summary>
    public required PreparationScriptInfo Forward { get; init; }

    /// <summary>Goes by that record and takes back exactly what stands in it.</summary>
    public required PreparationScriptInfo Undo { get; init; }
}
