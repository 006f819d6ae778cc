using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer.Refresh;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// One folder of a running pass: what was planned, where it goes, and which of its items have reached their state. The counting is
/// safe for all stages at once; everything else belongs to the stage that lists.
/// </summary>
internal sealed class FolderWork(PlannedFolder plan)
{
    private readonly Lock _lock = new();
    private readonly UidSet _seen = new();
    private readonly UidSet _accounted = new();
    private readonly UidSet _alreadyThere = new();
    private readonly HashSet<uint> _reopened = [];
    private Totals _totals = new();
    private bool _isKeptByMark;
    private bool _areFlagsBrought;

    public PlannedFolder Plan { get; } = plan;

    public SourceFolder Source => Plan.Source;

    /// <summary>The folder's name in reports.</summary>
    public string Name { get; } = plan.Source.Path.ToString();

    /// <summary>Where it is to be, once the destination was asked; in a dry run it need not exist.</summary>
    public DestinationPath? Place { get; set; }

    /// <summary>Where its items go, once it exists.</summary>
    public DestinationFolder? Destination { get; set; }

    /// <summary>A renaming that only the destination could tell was needed; null otherwise.</summary>
    public string? RenamedAtDestination { get; set; }

    /// <summary>What the journal knows of it, once it is listed.</summary>
    public JournalFolder? Journal { get; set; }

    /// <summary>The scope of its source keys.</summary>
    public string Scope { get; set; } = "";

    /// <summary>What stopped it; null when nothing did.</summary>
    public Failure? Failure { get; set; }

    /// <summary>In what state items were copied in this pass; kept only where all of them are compared afterwards.</summary>
    public DeliveredStates Delivered { get; } = new();

    /// <summary>Its items' states at the source, where the pass brings them over; null else, and before it is listed.</summary>
    public FolderRefresh? Refresh { get; set; }

    /// <summary>UIDs of an interrupted run that may still arrive by themselves, and until when by the clock of the waits.</summary>
    public Dictionary<uint, TimeSpan> Withheld { get; } = [];

    /// <summary>Whether every item of it was listed in this pass.</summary>
    public bool IsListed { get; set; }

    /// <summary>What the source said of it before it was listed to its end; null where it was not, or the source's word is not enough.</summary>
    public FolderMark? Mark { get; set; }

    public Totals Totals
    {
        get
        {
            lock (_lock)
            {
                return _totals;
            }
        }
    }

    /// <summary>The source key of an item of this folder.</summary>
    public SourceKey KeyOf(uint uid) => new(Scope, Journal!.UidValidity, uid);

    /// <summary>Whether a settled item is one of this folder; also of the time when it had another name and the journal was lost.</summary>
    public bool IsHomeOf(SettledItem item) => item.Folder == Source.Id || item.Folder == LostFolder.Of(Scope);

    /// <summary>Whether a settled item is this very item.</summary>
    public bool Is(SettledItem item, uint uid) => item.Uid == uid && item.UidValidity == Journal!.UidValidity && IsHomeOf(item);

    /// <summary>Counts an item as found; false when it was found before, by a listing that had to be repeated.</summary>
    public bool TryFind(uint uid)
    {
        lock (_lock)
        {
            if (!_seen.Add(uid))
            {
                return false;
            }

            _totals = _totals with { Found = _totals.Found + 1 };
            return true;
        }
    }

    /// <summary>Counts an item's state; each item has one, and only the first counts.</summary>
    public bool TryAccount(uint uid, ItemOutcome outcome, long bytes, bool wouldCopy = false)
    {
        lock (_lock)
        {
            var isReopened = _reopened.Remove(uid);
            if (!_accounted.Add(uid) && !isReopened)
            {
                return false;
            }

            if (outcome == ItemOutcome.AlreadyThere)
            {
                _alreadyThere.Add(uid);
            }

            _totals = Add(_totals, outcome, 1, outcome == ItemOutcome.Copied ? bytes : 0);
            if (wouldCopy)
            {
                _totals = _totals with { WouldCopy = _totals.WouldCopy + 1, WouldCopyBytes = _totals.WouldCopyBytes + bytes };
            }

            return true;
        }
    }

    /// <summary>
    /// Takes back that an item was counted as there already, where the journal no longer says so: it has no state until it is counted anew.
    /// False where it was not counted so. Once an item; for the time when nothing is being listed.
    /// </summary>
    public bool TryReopen(uint uid)
    {
        lock (_lock)
        {
            var wasCounted = _seen.Contains(uid) ? _alreadyThere.Contains(uid) : _isKeptByMark;
            if (!wasCounted || Journal!.IsSettled(uid) || !_reopened.Add(uid))
            {
                return false;
            }

            _seen.Add(uid);
            _totals = _totals with { AlreadyThere = _totals.AlreadyThere - 1 };
            return true;
        }
    }

    /// <summary>Whether the folder's listing shows that it no longer holds an item it once held: a UID that has gone never comes back.</summary>
    public bool IsKnownToHaveLeft(uint uid)
    {
        lock (_lock)
        {
            return IsListed && !_seen.Contains(uid);
        }
    }

    /// <summary>Counts items that were never listed, so that they have no UID: all in one state.</summary>
    public void AccountUnlisted(long count, ItemOutcome outcome)
    {
        lock (_lock)
        {
            _totals = Add(_totals with { Found = _totals.Found + count }, outcome, count, 0);
        }
    }

    /// <summary>Counts items that the journal's mark tells to be there, so that they were not listed.</summary>
    public void AccountUnchanged(long count)
    {
        AccountUnlisted(count, ItemOutcome.AlreadyThere);
        _isKeptByMark = true;
    }

    /// <summary>Every flag that had changed up to the mark of this pass is at the destination, or is to stay as it is there.</summary>
    public void FlagsAreBrought()
    {
        Mark ??= _isKeptByMark ? Source.Mark : null;
        _areFlagsBrought = true;
    }

    /// <summary>Whether the item was listed in this pass.</summary>
    public bool HasSeen(uint uid)
    {
        lock (_lock)
        {
            return _seen.Contains(uid);
        }
    }

    /// <summary>
    /// The mark to be kept of it: what the source said, where all that it then held is settled by now. Null where something is not, or where
    /// nothing would be new.
    /// </summary>
    /// <remarks>
    /// Flags are those of the mark where all items were copied in this pass, or what had changed was brought over; else they are as old as the
    /// mark before says, and without one nobody knows.
    /// </remarks>
    public FolderMark? MarkToKeep()
    {
        if (Mark is not { } mark || Journal is not { } journal || (_isKeptByMark && journal.Mark is null)
            || !Seen().All(run => run.All(journal.IsSettled)))
        {
            return null;
        }

        var kept = _areFlagsBrought ? mark : mark with { ModSeq = journal.Mark is { } before ? before.ModSeq : Totals.AlreadyThere == 0 ? mark.ModSeq : null };
        return kept == journal.Mark ? null : kept;
    }

    /// <summary>UIDs that were found and have no state yet, highest first.</summary>
    public IEnumerable<uint> Open()
    {
        foreach (var run in Seen().Reverse())
        {
            for (var uid = run.Last; uid >= run.First; uid--)
            {
                bool open;
                lock (_lock)
                {
                    open = !_accounted.Contains(uid) || _reopened.Contains(uid);
                }

                if (open)
                {
                    yield return uid;
                }
            }
        }
    }

    private IReadOnlyList<UidRun> Seen()
    {
        lock (_lock)
        {
            return [.. _seen.Runs];
        }
    }

    private static Totals Add(Totals totals, ItemOutcome outcome, long count, long bytes) => outcome switch
    {
        ItemOutcome.Copied => totals with { Copied = totals.Copied + count, BytesCopied = totals.BytesCopied + bytes },
        ItemOutcome.AlreadyThere => totals with { AlreadyThere = totals.AlreadyThere + count },
        ItemOutcome.Skipped => totals with { Skipped = totals.Skipped + count },
        ItemOutcome.Failed => totals with { Failed = totals.Failed + count },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
