using Turnstone.Engine.Mailboxes;

namespace Turnstone.Testing;

/// <summary>A folder of an <see cref="InMemorySourceMailbox"/>. It may be changed at any time, as another client would.</summary>
public sealed class InMemorySourceFolder(SourceFolder description, uint uidValidity)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<uint, (SourceItem Item, ReadOnlyMemory<byte> Content)> _items = [];
    private SourceFolder _description = description;
    private uint _lastUid;
    private readonly Dictionary<uint, long> _changedAt = [];
    private long _changes = 1;

    /// <summary>What listing says of it; its counts are the current ones.</summary>
    public SourceFolder Description
    {
        get
        {
            lock (_gate)
            {
                return _description with { Count = _description.HoldsItems ? _items.Count : null };
            }
        }
    }

    /// <summary>The same, and what can be told of its items without listing them.</summary>
    public SourceFolder MarkedDescription
    {
        get
        {
            lock (_gate)
            {
                return Description with { Mark = _description.HoldsItems ? Mark : null };
            }
        }
    }

    /// <summary>The UIDVALIDITY now.</summary>
    public uint UidValidity { get; private set; } = uidValidity;

    /// <summary>How many items the server claims beyond those it lists: a server that lies in EXISTS.</summary>
    public int CountedButNotListed { get; set; }

    /// <summary>The UIDs it holds, lowest first.</summary>
    public IReadOnlyList<uint> Uids
    {
        get
        {
            lock (_gate)
            {
                return [.. _items.Keys];
            }
        }
    }

    /// <summary>The messages it holds.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Contents
    {
        get
        {
            lock (_gate)
            {
                return [.. _items.Values.Select(entry => entry.Content)];
            }
        }
    }

    /// <summary>Appends a message and gives its UID.</summary>
    public uint Add(SeedMessage message, uint skipUids = 0)
    {
        lock (_gate)
        {
            _lastUid += 1 + skipUids;
            Put(_lastUid, message);
            return _lastUid;
        }
    }

    /// <summary>Moves a message to another folder, or within this one: there it is a new item. Gives its UID there.</summary>
    public uint MoveTo(InMemorySourceFolder other, uint uid)
    {
        var there = CopyTo(other, uid);
        Expunge(uid);
        return there;
    }

    /// <summary>Copies a message into another folder, or into this one. Gives its UID there.</summary>
    public uint CopyTo(InMemorySourceFolder other, uint uid)
    {
        SeedMessage message;
        lock (_gate)
        {
            var (item, content) = _items[uid];
            message = new SeedMessage(content) { Received = item.Received, Flags = item.Flags, Keywords = item.Keywords };
        }

        return other.Add(message);
    }

    /// <summary>Changes a message under its UID: its flags, in practice.</summary>
    public void Replace(uint uid, SeedMessage message)
    {
        lock (_gate)
        {
            _items.Remove(uid);
            Put(uid, message);
        }
    }

    /// <summary>Adds flags and keywords to a message.</summary>
    public void Flag(uint uid, ItemFlags flags, params IEnumerable<string> keywords)
    {
        lock (_gate)
        {
            var (item, content) = _items[uid];
            _items[uid] = (item with { Flags = item.Flags | flags, Keywords = [.. item.Keywords.Union(keywords)] }, content);
            _changedAt[uid] = ++_changes;
        }
    }

    /// <summary>Removes a message.</summary>
    public void Expunge(uint uid)
    {
        lock (_gate)
        {
            _changes++;
            _items.Remove(uid);
        }
    }

    /// <summary>The server lost its index: the same messages under a new UIDVALIDITY, numbered anew.</summary>
    public void Renumber(uint uidValidity)
    {
        lock (_gate)
        {
            var items = _items.Values.ToList();
            _items.Clear();
            (_lastUid, UidValidity) = (0, uidValidity);
            foreach (var (item, content) in items)
            {
                _items.Add(++_lastUid, (item with { Uid = _lastUid }, content));
            }
        }
    }

    internal void Rename(SourceFolderId id, FolderPath path)
    {
        lock (_gate)
        {
            _description = _description with { Id = id, Path = path };
        }
    }

    internal (FolderMark Mark, IReadOnlyList<SourceItem> Items) List()
    {
        lock (_gate)
        {
            return (Mark, [.. _items.Values.Reverse().Select(entry => entry.Item)]);
        }
    }

    /// <summary>What has changed since, flags alone.</summary>
    internal IReadOnlyList<SourceItem> ListChanged(long since)
    {
        lock (_gate)
        {
            return
            [
                .. _items.Values.Select(entry => entry.Item).Where(item => _changedAt.GetValueOrDefault(item.Uid) > since)
                    .Select(item => new SourceItem { Uid = item.Uid, Flags = item.Flags, Keywords = item.Keywords }),
            ];
        }
    }

    internal ReadOnlyMemory<byte>? Find(uint uid)
    {
        lock (_gate)
        {
            // The cast matters: without it null would become empty memory, by way of a null array.
            return _items.TryGetValue(uid, out var entry) ? (ReadOnlyMemory<byte>?)entry.Content : null;
        }
    }

    private FolderMark Mark => new(UidValidity, _lastUid + 1, _items.Count, _changes);

    private void Put(uint uid, SeedMessage message)
    {
        _changedAt[uid] = ++_changes;
        _items.Add(uid, (ItemOf(uid, message), message.Content));
    }

    private static SourceItem ItemOf(uint uid, SeedMessage message) =>
        new()
        {
            Uid = uid,
            Size = message.Content.Length,
            Received = message.Received,
            Flags = message.Flags,
            Keywords = message.Keywords,
            Labels = message.Labels,
            Identity = message.Identity is { } identity ? MessageIdentity.Of(identity) : null,
        };
}
