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
    private readonly UidSet _recognised;
    private readonly HashSet<uint> _departed;

    // Recognised once, departed since: what comes back under such a UID is known anew.
    private readonly HashSet<uint> _formerlyRecognised = [];
    private FolderMark? _mark;

    /// <summary>Made by a journal.</summary>
    /// <param name="number">The journal's own number for this folder and UIDVALIDITY.</param>
    /// <param name="id">The folder's identity at the source.</param>
    /// <param name="uidValidity">The UIDVALIDITY under which the UIDs mean something.</param>
    /// <param name="settled">UIDs that are at the destination; this object's from now on.</param>
    /// <param name="recognised">Those of them that were delivered under another UID or from another folder; this object's from now on.</param>
    /// <param name="departed">Those of them whose delivery stands for another item by now; this object's from now on.</param>
    /// <param name="failed">Items whose last delivery failed.</param>
    /// <param name="mark">The mark that was kept of it.</param>
    public JournalFolder(
        long number,
        SourceFolderId id,
        uint uidValidity,
        UidSet settled,
        UidSet recognised,
        HashSet<uint> departed,
        IEnumerable<FailedItem> failed,
        FolderMark? mark = null)
    {
        Number = number;
        Id = id;
        UidValidity = uidValidity;
        _settled = settled;
        _recognised = recognised;
        _departed = departed;
        _mark = mark;
        _failed = new(failed.ToDictionary(item => item.Uid));
    }

    /// <summary>The journal's own number for this folder and UIDVALIDITY.</summary>
    public long Number { get; }

    /// <summary>The folder's identity at the source.</summary>
    public SourceFolderId Id { get; }

    /// <summary>The UIDVALIDITY under which the UIDs below mean something.</summary>
    public uint UidValidity { get; }

    /// <summary>How many UIDs are at the destination.</summary>
    public long SettledCount
    {
        get
        {
            lock (_gate)
            {
                return _settled.Count - _departed.Count;
            }
        }
    }

    /// <summary>
    /// What the source said of the folder when all it held was settled, flags as they were then or later included; null where no pass has
    /// come so far, or where something of it has been recognised elsewhere since. Whatever comes later, what it covers stays settled.
    /// </summary>
    public FolderMark? Mark
    {
        get
        {
            lock (_gate)
            {
                return _mark;
            }
        }
    }

    /// <summary>
    /// Whether the item is at the destination. One whose delivery stands for another by now no longer is: should the folder hold it (it was
    /// renamed to and fro, has an old UIDVALIDITY, or the other has come back), it is looked at anew.
    /// </summary>
    public bool IsSettled(uint uid)
    {
        lock (_gate)
        {
            return _settled.Contains(uid) && !_departed.Contains(uid);
        }
    }

    /// <summary>Whether the item is at the destination without having been sent from here: under another UID, or from another folder.</summary>
    public bool IsRecognised(uint uid)
    {
        lock (_gate)
        {
            return _recognised.Contains(uid) && !_formerlyRecognised.Contains(uid);
        }
    }

    /// <summary>Whether the item was at the destination, and its delivery stands for another one by now.</summary>
    public bool HasDeparted(uint uid)
    {
        lock (_gate)
        {
            return _departed.Contains(uid);
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

    /// <summary>For the journal alone: another item took this one's place, and that is durable.</summary>
    public void Depart(uint uid)
    {
        lock (_gate)
        {
            _departed.Add(uid);
            _mark = null;
            if (_recognised.Contains(uid))
            {
                _formerlyRecognised.Add(uid);
            }
        }
    }

    /// <summary>For the journal alone: this mark is durable.</summary>
    public void Keep(FolderMark mark)
    {
        lock (_gate)
        {
            _mark = mark;
        }
    }

    /// <summary>For the journal alone: these settlements are durable. What has arrived stays so, whatever is said of it later.</summary>
    public void Apply(IEnumerable<Settlement> settlements)
    {
        lock (_gate)
        {
            foreach (var settlement in settlements)
            {
                switch (settlement)
                {
                    case Settlement.Arrived arrived:
                        if (arrived.InsteadOf is { } earlier && !earlier.Sent.Is(this, settlement.Uid))
                        {
                            _recognised.Add(settlement.Uid);
                            _formerlyRecognised.Remove(settlement.Uid);
                        }

                        _settled.Add(settlement.Uid);
                        _departed.Remove(settlement.Uid);
                        _failed.Remove(settlement.Uid);
                        break;
                    case Settlement.Failed failed when !_settled.Contains(failed.Uid) || _departed.Contains(failed.Uid):
                        _failed[failed.Uid] = new FailedItem(failed.Uid, failed.Code);
                        break;
                }
            }
        }
    }
}
