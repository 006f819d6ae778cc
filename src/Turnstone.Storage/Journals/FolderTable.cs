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
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly OpenFolders _open = new();

    private readonly Statement _find = new(connection, "SELECT number FROM folder WHERE name = ?1 AND uid_validity = ?2", 2);
    private readonly Statement _add = new(connection, "INSERT INTO folder (name, uid_validity) VALUES (?1, ?2) RETURNING number", 2);
    private readonly Statement _readSettled = new(connection, "SELECT runs FROM settled WHERE folder = ?1", 1);
    private readonly Statement _readSince = new(connection, "SELECT number, runs FROM settled_since WHERE folder = ?1", 1);
    private readonly Statement _addSince = new(connection, "INSERT INTO settled_since (folder, number, runs) VALUES (?1, ?2, ?3)", 3);
    private readonly Statement _fold = new(connection, "INSERT OR REPLACE INTO settled (folder, runs) VALUES (?1, ?2)", 2);
    private readonly Statement _clearSince = new(connection, "DELETE FROM settled_since WHERE folder = ?1", 1);

    public JournalFolder Open(SourceFolderId id, uint uidValidity)
    {
        if (_open.Find(id, uidValidity) is not { } open)
        {
            open = Load(id, uidValidity);
            _open.Add(open);
        }

        return open.Folder;
    }

    public void ThrowIfForeign(JournalFolder folder) => _open.ThrowIfForeign(folder);

    public void AddSettled(JournalFolder folder, IEnumerable<Settlement> settlements)
    {
        if (OpenFolders.NewRuns(folder, settlements) is { } runs)
        {
            var open = _open.Of(folder);
            _addSince.Run(folder.Number, ++open.LastSince, runs);
            open.Grow(runs);
        }
    }

    /// <summary>The folding that is due. Only at the head of a transaction, where memory holds exactly what the file does.</summary>
    public IEnumerable<Call> Housekeeping() => _open.ToBeFolded().Select(open => new Call<OpenFolder.Folding>(() => Fold(open), open.Apply));

    /// <summary>The commit that holds the folder's row is through.</summary>
    public void Opened(JournalFolder folder) => _open.Of(folder).IsDurable = true;

    /// <summary>The commit that holds these settlements is through.</summary>
    public void Apply(JournalFolder folder, IReadOnlyCollection<Settlement> settlements) => _open.Apply(folder, settlements);

    /// <summary>After a rollback: folders opened in it may not be in the file.</summary>
    public void Forget() => _open.Forget();

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

    private OpenFolder.Folding Fold(OpenFolder open)
    {
        var folded = open.SinceBytes;
        var runs = RunCodec.Encode(open.Folder.ListSettledRuns());
        _fold.Run(open.Folder.Number, runs);
        _clearSince.Run(open.Folder.Number);
        return new OpenFolder.Folding(runs.Length, folded);
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
                sinceBytes += since.Length + OpenFolders.RowBytes;
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
}
