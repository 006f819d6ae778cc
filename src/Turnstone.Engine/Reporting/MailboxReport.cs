using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Reporting;

/// <summary>What one pass did to one mailbox.</summary>
public sealed record MailboxReport
{
    public required SmtpAddress Source { get; init; }

    public required SmtpAddress Destination { get; init; }

    public required PassKind Pass { get; init; }

    public required PassStatus Status { get; init; }

    public required Grade Grade { get; init; }

    /// <summary>When the pass began and ended, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Finished { get; init; }

    /// <summary>When the last item had moved and the comparison began, UTC; null where nothing was compared.</summary>
    public DateTimeOffset? Moved { get; init; }

    /// <summary>How long the pass took without the comparison after it: what a rate is measured by.</summary>
    public TimeSpan Moving => (Moved ?? Finished) - Started;

    /// <summary>How much of the time something waited: for a server that asked for patience, for the operator's hours, for trouble to pass.</summary>
    public TimeSpan Passive { get; init; }

    /// <summary>The rest of the time.</summary>
    public TimeSpan Active => Finished - Started - Passive is { Ticks: > 0 } active ? active : TimeSpan.Zero;

    /// <summary>What stopped the mailbox; null when nothing did.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Each source folder, in the order of the pass.</summary>
    public IReadOnlyList<FolderReport> Folders { get; init; } = [];

    /// <summary>Items copied only after a repair.</summary>
    public long Repaired { get; init; }

    /// <summary>Canonical comparison after the pass.</summary>
    public VerificationResult Verification { get; init; } = VerificationResult.None;

    /// <summary>The sum of all folders' refreshed states; null where no folder's were to be brought over.</summary>
    public RefreshTotals? Refresh => RefreshTotals.Sum(Folders.Select(folder => folder.Refresh));

    /// <summary>The sum of all folders.</summary>
    public Totals Totals => Folders.Aggregate(new Totals(), (sum, folder) => sum + folder.Totals);
}
