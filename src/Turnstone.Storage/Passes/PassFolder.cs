using Turnstone.Engine.Reporting;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Passes;

/// <summary>
/// A source folder as a pass left it. They are kept of a mailbox's last pass alone that listed its folders: each tells what became of all that a folder
/// holds, whatever the pass before it did.
/// </summary>
public sealed class PassFolder : Owned
{
    /// <summary>The pass.</summary>
    public required Guid PassId { get; init; }

    /// <summary>Which folder of the pass it was, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Its path at the source, as the report shows it.</summary>
    public required string Source { get; init; }

    /// <summary>Where its items go; null for a folder that is not copied.</summary>
    public string? Destination { get; init; }

    /// <summary>Items at the source.</summary>
    public required long Found { get; init; }

    /// <summary>Items delivered by this pass.</summary>
    public required long Copied { get; init; }

    /// <summary>Items delivered before.</summary>
    public required long AlreadyThere { get; init; }

    /// <summary>Items left behind by rule.</summary>
    public required long Skipped { get; init; }

    /// <summary>Items that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Bytes of the items that this pass delivered.</summary>
    public required long BytesCopied { get; init; }

    /// <summary>What was changed in its name and why; null when nothing was.</summary>
    public string? Renamed { get; init; }

    /// <summary>The folder before it whose destination it shares; null where it is the first or the only one.</summary>
    public string? Joins { get; init; }

    /// <summary>Why it was left out; null when it was not.</summary>
    public string? LeftOut { get; init; }

    /// <summary>The code of what stopped it; null when nothing did.</summary>
    public string? FailureCode { get; init; }

    /// <summary>What stopped it, for people.</summary>
    public string? FailureMessage { get; init; }

    /// <summary>What to do about it, for people.</summary>
    public string? FailureRemedy { get; init; }

    /// <summary>The row of a report's line. What of its names cannot be seen is made visible: not every database holds all that a name may.</summary>
    public static PassFolder Of(Guid pass, int position, FolderReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new PassFolder
        {
            PassId = pass,
            Position = position,
            Source = VisibleText.Of(report.Source),
            Destination = Visible(report.Destination),
            Found = report.Totals.Found,
            Copied = report.Totals.Copied,
            AlreadyThere = report.Totals.AlreadyThere,
            Skipped = report.Totals.Skipped,
            Failed = report.Totals.Failed,
            BytesCopied = report.Totals.BytesCopied,
            Renamed = Visible(report.Renamed),
            Joins = Visible(report.Joins),
            LeftOut = report.LeftOut,
            FailureCode = report.Failure?.Code.Value,
            FailureMessage = report.Failure?.Message,
            FailureRemedy = report.Failure?.Remedy,
        };
    }

    private static string? Visible(string? text) => text is null ? null : VisibleText.Of(text);
}
