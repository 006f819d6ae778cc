namespace Turnstone.Preparation.Exchange;

/// <summary>A script that prepares Exchange, and the one that takes it back: PowerShell for the Exchange Management Shell, ASCII, lines ended by CR LF.</summary>
/// <param name="Forward">Prepares; writes what it changes into a record beside itself.</param>
/// <param name="Undo">Reads that record and restores exactly what stands in it.</param>
public sealed record PreparationScripts(string Forward, string Undo)
{
    /// <summary>What <see cref="Forward"/> is called, as the texts of both scripts say.</summary>
    public const string ForwardName = "Prepare-Exchange.ps1";

    /// <summary>What <see cref="Undo"/> is called.</summary>
    public const string UndoName = "Undo-PrepareExchange.ps1";

    /// <summary>What the record is called where nothing else is said.</summary>
    public const string RecordName = "Prepare-Exchange.record.jsonl";

    /// <summary>How both scripts begin, by which they are known as ours.</summary>
    public const string Mark = "# Written by Turnstone";
}
