using System.Text;
using Microsoft.Data.Sqlite;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>
/// Folders and what is settled in them: one list of runs a folder, and short lists added since. When those have grown to half of the
/// long one they are folded into it, so that a mailbox of any size is rewritten a few times in all, not once a batch.
/// </summary>
internal sealed class FolderTable(SqliteConnection connection, FailedTable failed, ContentTable content, MarkTable marks)
{
    // What a row costs beside its bytes, and what is not worth folding (two dozen ordinary batches).
    private const int RowBytes = 16;
    private const int FewBytes = 4 << 10;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<(SourceFolderId, uint), OpenFolder> _open = [];
    private readonly Dictionary<long, OpenFolder> _byNumber = [];

    private readonly Statement _find = new(connection, "SELECT number FROM folder WHERE name = ?1 AND uid_validity = ?2", 2);
    private readonly Statement _add = new(connection, "INSERT INTO folder (name, uid_validity) VALUES (?1, ?2) RETURNING number", 2);
    private readonly Statement _readSettled = new(connection, "SELECT runs FROM settled WHERE folder = ?1", 1);
    private readonly Statement _readSince = new(connection, "SELECT number, runs FROM settled_since WHERE folder = ?1", 1);
    private readonly Statement _addSince = new(connection, "INSERT INTO settled_since (folder, number, runs) VALUES (?1, ?2, ?3)", 3);
    private readonly Statement _fold = new(connection, "INSERT OR REPLACE INTO settled (folder, runs) VALUES (?1, ?2)", 2);
    private readonly Statement _clearSince = new(connection, "DELETE FROM settled_since WHERE folder = ?1", 1);

    public JournalFolder Open(SourceFolderId id, uint uidValidity)
    {
        if (!_open.TryGetValue((id, uidValidity), out var open))
        {
            open = Load(id, uidValidity);
            _open.Add((id, uidValidity), open);
            _byNumber.Add(open.Folder.Number, open);
        }

        return open.Folder;
    }

    public void ThrowIfForeign(JournalFolder folder)
    {
        if (!_byNumber.TryGetValue(folder.Number, out var open) || open.Folder != folder)
        {
            throw new ArgumentException("The folder was opened by another journal.", nameof(folder));
        }
    }

    public void AddSettled(JournalFolder folder, IEnumerable<Settlement> settlements)
    {
        var arrived = new UidSet();
        foreach (var uid in settlements.OfType<Settlement.Arrived>().Select(item => item.Uid).Order())
        {
            if (!folder.IsSettled(uid))
            {
                arrived.Add(uid);
            }
        }

        if (arrived.Count > 0)
        {
            var open = _byNumber[folder.Number];
            var runs = RunCodec.Encode([.. arrived.Runs]);
            _addSince.Run(folder.Number, ++open.LastSince, runs);
            open.SinceBytes += runs.Length + RowBytes;
        }
    }

    /// <summary>The folding that is due. Only at the head of a transaction, where memory holds exactly what the file does.</summary>
    public IEnumerable<Call> Housekeeping() =>
        from open in _open.Values
        where open.SinceBytes > Math.Max(FewBytes, open.SettledBytes / 2)
        select new Call<Folding>(() => Fold(open), open.Apply);

    /// <summary>The commit that holds the folder's row is through.</summary>
    public void Opened(JournalFolder folder) => _byNumber[folder.Number].IsDurable = true;

    /// <summary>The commit that holds these settlements is through.</summary>
    public void Apply(JournalFolder folder, IReadOnlyCollection<Settlement> settlements)
    {
        folder.Apply(settlements);
        foreach (var earlier in settlements.OfType<Settlement.Arrived>().Select(arrived => arrived.InsteadOf).OfType<SettledItem>())
        {
            // A folder that is not open learns of it when it is.
            if (_byNumber.TryGetValue(earlier.FolderNumber, out var open))
            {
                open.Folder.Depart(earlier.Uid);
            }
        }
    }

    /// <summary>After a rollback: folders opened in it may not be in the file.</summary>
    public void Forget()
    {
        foreach (var (key, open) in _open.Where(entry => !entry.Value.IsDurable).ToList())
        {
            _open.Remove(key);
            _byNumber.Remove(open.Folder.Number);
        }
    }

    /// <summary>A folder's identity as it is stored: a blob, compared byte for byte, whatever a server puts into a name.</summary>
    public static byte[] Name(SourceFolderId id) => StrictUtf8.GetBytes(id.Value);

    /// <summary>The folder's identity from its stored name.</summary>
    public static SourceFolderId ReadName(byte[] name)
    {
        try
        {
            return new SourceFolderId(StrictUtf8.GetString(name));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException("A stored folder name cannot be read.", e);
        }
    }

    private Folding Fold(OpenFolder open)
    {
        var folded = open.SinceBytes;
        var runs = RunCodec.Encode(open.Folder.ListSettledRuns());
        _fold.Run(open.Folder.Number, runs);
        _clearSince.Run(open.Folder.Number);
        return new Folding(runs.Length, folded);
    }

    private OpenFolder Load(SourceFolderId id, uint uidValidity)
    {
        var name = Name(id);
        if (_find.AskNumber(name, (long)uidValidity) is not { } number)
        {
            number = _add.AskNumber(name, (long)uidValidity)!.Value;
            return new OpenFolder(new JournalFolder(number, id, uidValidity, new UidSet(), new UidSet(), [], []));
        }

        var settled = new UidSet();
        var runs = _readSettled.Ask(number) as byte[];
        if (runs is not null)
        {
            RunCodec.DecodeInto(settled, runs);
        }

        var (sinceBytes, lastSince) = (0, 0L);
        using (var row = _readSince.Read(number))
        {
            while (row.Read())
            {
                lastSince = row.GetInt64(0);
                var since = row.GetFieldValue<byte[]>(1);
                RunCodec.DecodeInto(settled, since);
                sinceBytes += since.Length + RowBytes;
            }
        }

        return new OpenFolder(new JournalFolder(
            number, id, uidValidity, settled, content.ReadRecognised(number), content.ReadDeparted(number), failed.Read(number), marks.Read(number, uidValidity)))
        {
            SettledBytes = runs?.Length ?? 0,
            SinceBytes = sinceBytes,
            LastSince = lastSince,
        };
    }

    private sealed class OpenFolder(JournalFolder folder)
    {
        public JournalFolder Folder => folder;

        public int SettledBytes { get; set; }

        public int SinceBytes { get; set; }

        public long LastSince { get; set; }

        public bool IsDurable { get; set; }

        // What others added in the same commit stays to be folded next time.
        public void Apply(Folding folding) =>
            (SettledBytes, SinceBytes) = (folding.SettledBytes, SinceBytes - folding.SinceBytes);
    }

    private readonly record struct Folding(int SettledBytes, int SinceBytes);
}
