using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Journal;

/// <summary>
/// What the journal knows of one source folder under one UIDVALIDITY. Any task may ask at any time, also while others settle items: an
/// answer holds what was durable at that moment. Only the journal that made it changes it, after the commit that holds the change.
/// </summary>
/// <remarks>
/// The one lock of the engine's vocabulary: listing asks about every UID while deliverers settle, and copying the set for each of them
/// would cost more than the lock does.
/// </remarks>
public sealed class JournalFolder
{
    private readonly Lock _gate = new();
    private readonly UidSet _settled;
    private readonly SortedDictionary<uint, FailedItem> _failed;
    private volatile bool _isNew;

    /// <summary>Made by a journal.</summary>
    /// <param name="number">The journal's own number for this folder and UIDVALIDITY.</param>
    /// <param name="id">The folder's identity at the source.</param>
    /// <param name="uidValidity">The UIDVALIDITY under which the UIDs mean something.</param>
    /// <param name="isNew">Whether the destination is still to be asked.</param>
    /// <param name="settled">UIDs that are at the destination; this object's from now on.</param>
    /// <param name="failed">Items whose last delivery failed.</param>
    public JournalFolder(
        long number, SourceFolderId id, uint uidValidity, bool isNew, UidSet settled, IEnumerable<FailedItem> failed)
    {
        Number = number;
        Id = id;
        UidValidity = uidValidity;
        _isNew = isNew;
        _settled = settled;
        _failed = new(failed.ToDictionary(item => item.Uid));
    }

    /// <summary>The journal's own number for this folder and UIDVALIDITY.</summary>
    public long Number { get; }

    /// <summary>The folder's identity at the source.</summary>
    public SourceFolderId Id { get; }

    /// <summary>The UIDVALIDITY under which the UIDs below mean something.</summary>
    public uint UidValidity { get; }

    /// <summary>
    /// True until the destination was asked what it already has of this folder (<see cref="IJournal.MarkKnownAsync"/>): before that,
    /// nothing is sent, because a lost journal may have sent it.
    /// </summary>
    public bool IsNew => _isNew;

    /// <summary>How many UIDs are at the destination.</summary>
    public long SettledCount
    {
        get
        {
            lock (_gate)
            {
                return _settled.Count;
            }
        }
    }

    /// <summary>Whether the item is at the destination.</summary>
    public bool IsSettled(uint uid)
    {
        lock (_gate)
        {
            return _settled.Contains(uid);
        }
    }

    /// <summary>Whether the item's last delivery failed and it has not arrived since.</summary>
    public bool HasFailed(uint uid)
    {
        lock (_gate)
        {
            return _failed.ContainsKey(uid);
        }
    }

    /// <summary>The failed items at this moment, lowest UID first.</summary>
    public IReadOnlyList<FailedItem> ListFailed()
    {
        lock (_gate)
        {
            return [.. _failed.Values];
        }
    }

    /// <summary>The settled UIDs at this moment as runs, lowest first; for a journal that writes them down.</summary>
    public IReadOnlyList<UidRun> ListSettledRuns()
    {
        lock (_gate)
        {
            return [.. _settled.Runs];
        }
    }

    /// <summary>For the journal alone: the destination was asked, and that is durable.</summary>
    public void BecomeKnown() => _isNew = false;

    /// <summary>For the journal alone: these settlements are durable. What has arrived stays so, whatever is said of it later.</summary>
    public void Apply(IEnumerable<Settlement> settlements)
    {
        lock (_gate)
        {
            foreach (var settlement in settlements)
            {
                switch (settlement)
                {
                    case Settlement.Arrived:
                        _settled.Add(settlement.Uid);
                        _failed.Remove(settlement.Uid);
                        break;
                    case Settlement.Failed failed when !_settled.Contains(failed.Uid):
                        _failed[failed.Uid] = new FailedItem(failed.Uid, failed.Code);
                        break;
                }
            }
        }
    }
}
