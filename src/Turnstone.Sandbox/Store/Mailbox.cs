using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Items;

namespace Turnstone.Sandbox.Store;

/// <summary>
/// One mailbox: folders and item properties in memory, every change queued for the store and flushed before its request is
/// answered. Ids and change numbers come from one sequence, so neither is ever used twice, not even after a restart.
/// </summary>
internal sealed partial class Mailbox
{
    private readonly IMailStore _store;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Lock _commit = new();
    private readonly Dictionary<long, Folder> _folders = [];
    private readonly Dictionary<long, FolderContents> _contents = [];
    private readonly Dictionary<long, long> _folderOfItem = [];
    private readonly Dictionary<string, long> _distinguished = new(StringComparer.Ordinal);
    private readonly List<Tombstone> _folderTombstones = [];
    private StoreBatch _pending = new();
    private long _sequence = 0x100;

    public Mailbox(string address, string? language, IMailStore store, TimeProvider time, MailboxQuota quota, bool hasArchive)
    {
        Address = address;
        Alias = address.Split('@')[0];
        Language = language ?? "";
        Quota = quota;
        _store = store;
        _time = time;
        Identity = new MailboxIdentity(address);
        Load(store.Load(address));
        if (_folders.Count == 0)
        {
            CreateTree(hasArchive);
        }

        Flush();
    }

    /// <summary>The primary SMTP address, as written in the list of mailboxes.</summary>
    public string Address { get; }

    public string Alias { get; }

    /// <summary>Display name in the directory; nothing better than the alias is known.</summary>
    public string DisplayName => Alias;

    public string Language { get; }

    public MailboxIdentity Identity { get; }

    public MailboxQuota Quota { get; }

    /// <summary>What the mailbox itself says of the largest message; null where it inherits.</summary>
    public long? MaxMessageBytes { get; init; }

    /// <summary>What is kept of a message.</summary>
    public ContentForm Form => _store.Form;

    /// <summary>Sum of item sizes, what the quota is held against.</summary>
    public long Size { get; private set; }

    /// <summary>Makes everything changed so far durable. A request calls it before it answers; concurrent requests share one commit.</summary>
    public void Flush()
    {
        lock (_commit)
        {
            StoreBatch batch;
            lock (_gate)
            {
                batch = _pending;
                if (batch.IsEmpty)
                {
                    return;
                }

                _pending = new StoreBatch();
            }

            try
            {
                _store.Commit(Address, batch);
            }
            catch
            {
                lock (_gate)
                {
                    _pending = batch.Followed(_pending);
                }

                throw;
            }
        }
    }

    public Stream? OpenContent(Item item)
    {
        lock (_gate)
        {
            // The last version, should one request have written several.
            var pending = _pending.Contents.FindLastIndex(entry => entry.ContentId == item.ContentId);
            if (pending >= 0)
            {
                return new MemoryStream(_pending.Contents[pending].Content.ToArray(), writable: false);
            }
        }

        return _store.OpenContent(Address, item.ContentId);
    }

    private long Next() => ++_sequence;

    private void Saw(long number) => _sequence = Math.Max(_sequence, number);

    private void Load(MailboxImage image)
    {
        foreach (var folder in image.Folders)
        {
            Index(folder);
            Saw(folder.Id);
            Saw(folder.Change);
        }

        foreach (var folder in image.Folders)
        {
            if (folder.ParentId != 0)
            {
                _contents[folder.ParentId].Children.Add(folder.Id);
            }
        }

        foreach (var item in image.Items)
        {
            Index(item);
            Saw(item.Id);
            Saw(item.Change);
        }

        foreach (var stone in image.Tombstones)
        {
            Saw(stone.Id);
            Saw(stone.Change);
            if (stone.Folder == 0)
            {
                _folderTombstones.Add(stone);
            }
            else if (_contents.TryGetValue(stone.Folder, out var contents))
            {
                contents.Tombstones.Add(stone);
            }
        }
    }
}
