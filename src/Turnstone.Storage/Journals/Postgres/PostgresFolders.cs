using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>Folders and what is settled in them, in lists of runs as on files.</summary>
internal sealed class PostgresFolders
{
    private const string Add = """
        INSERT INTO journal_folder (journal, number, name, uid_validity)
        SELECT $1, coalesce(max(number), 0) + 1, $2, $3 FROM journal_folder WHERE journal = $1
        ON CONFLICT (journal, sha256(name), uid_validity) DO NOTHING
        """;

    private const string Number = "SELECT number FROM journal_folder WHERE journal = $1 AND sha256(name) = sha256($2) AND uid_validity = $3";
    private const string Settled = $"SELECT runs FROM journal_settled WHERE journal = $1 AND folder = ({Number})";
    private const string Since = $"SELECT number, runs FROM journal_settled_since WHERE journal = $1 AND folder = ({Number})";
    private const string Moved = $"SELECT uid, away FROM journal_moved WHERE journal = $1 AND folder = ({Number})";
    private const string Failed = $"SELECT uid, code FROM journal_failed WHERE journal = $1 AND folder = ({Number})";
    private const string Mark = $"SELECT uid_next, items, mod_seq FROM journal_mark WHERE journal = $1 AND folder = ({Number})";
    private const string AddSince = "INSERT INTO journal_settled_since (journal, folder, number, runs) VALUES ($1, $2, $3, $4)";
    private const string ClearSince = "DELETE FROM journal_settled_since WHERE journal = $1 AND folder = $2";

    private const string FoldAll = """
        INSERT INTO journal_settled (journal, folder, runs) VALUES ($1, $2, $3) ON CONFLICT (journal, folder) DO UPDATE SET runs = excluded.runs
        """;

    private readonly OpenFolders _open = new();

    public void AskFor(JournalBatch batch, SourceFolderId id, uint uidValidity)
    {
        if (_open.Find(id, uidValidity) is null)
        {
            var (name, validity) = (FolderTable.Name(id), (long)uidValidity);
            batch.Run(Add, name, validity);
            foreach (var question in (string[])[Number, Settled, Since, Moved, Failed, Mark])
            {
                batch.Ask(question, name, validity);
            }
        }
    }

    public async Task<JournalFolder> ReadAsync(JournalRows rows, SourceFolderId id, uint uidValidity)
    {
        // Another call of the same round trip may have asked, too.
        if (_open.Find(id, uidValidity) is not { } open)
        {
            _open.Add(open = await LoadAsync(rows, id, uidValidity));
        }

        return open.Folder;
    }

    public void ThrowIfForeign(JournalFolder folder) => _open.ThrowIfForeign(folder);

    public void AddSettled(JournalBatch batch, JournalFolder folder, IEnumerable<Settlement> settlements)
    {
        if (OpenFolders.NewRuns(folder, settlements) is { } runs)
        {
            var open = _open.Of(folder);
            batch.Run(AddSince, folder.Number, ++open.LastSince, runs);
            open.Grow(runs);
        }
    }

    /// <summary>The folding that is due. Only at the head of a transaction, where memory holds exactly what the tables do.</summary>
    public IEnumerable<PostgresCall> Housekeeping() => _open.ToBeFolded().Select(Fold);

    /// <summary>The commit that holds these settlements is through.</summary>
    public void Apply(JournalFolder folder, IReadOnlyCollection<Settlement> settlements) => _open.Apply(folder, settlements);

    private static PostgresCall<OpenFolder.Folding> Fold(OpenFolder open)
    {
        var runs = RunCodec.Encode(open.Folder.ListSettledRuns());
        var folding = new OpenFolder.Folding(runs.Length, open.SinceBytes);
        return new PostgresCall<OpenFolder.Folding>(
            batch =>
            {
                batch.Run(FoldAll, open.Folder.Number, runs);
                batch.Run(ClearSince, open.Folder.Number);
            },
            _ => Task.FromResult(folding),
            open.Apply);
    }

    private static async Task<OpenFolder> LoadAsync(JournalRows rows, SourceFolderId id, uint uidValidity)
    {
        var number = await rows.NumberAsync();
        var (settled, recognised, departed) = (new UidSet(), new UidSet(), new HashSet<uint>());
        var (settledBytes, sinceBytes, lastSince) = (0, 0, 0L);
        await rows.NextAsync();
        while (await rows.ReadAsync())
        {
            var runs = rows.Row.GetFieldValue<byte[]>(0);
            RunCodec.DecodeInto(settled, runs);
            settledBytes = runs.Length;
        }

        await rows.NextAsync();
        while (await rows.ReadAsync())
        {
            lastSince = Math.Max(lastSince, rows.Row.GetInt64(0));
            var since = rows.Row.GetFieldValue<byte[]>(1);
            RunCodec.DecodeInto(settled, since);
            sinceBytes += since.Length + OpenFolders.RowBytes;
        }

        await rows.NextAsync();
        while (await rows.ReadAsync())
        {
            var uid = StoredUid.Read(rows.Row.GetInt64(0));
            if (rows.Row.GetBoolean(1))
            {
                departed.Add(uid);
            }
            else
            {
                recognised.Add(uid);
            }
        }

        var failed = new List<FailedItem>();
        await rows.NextAsync();
        while (await rows.ReadAsync())
        {
            failed.Add(new FailedItem(StoredUid.Read(rows.Row.GetInt64(0)), FailureCode.Parse(rows.Row.GetString(1))));
        }

        await rows.NextAsync();
        var mark = await rows.ReadAsync() ? PostgresMarks.Read(rows.Row, uidValidity, 0) : null;
        return new OpenFolder(new JournalFolder(number, id, uidValidity, settled, recognised, departed, failed, mark))
        {
            SettledBytes = settledBytes,
            SinceBytes = sinceBytes,
            LastSince = lastSince,
            IsDurable = true,
        };
    }
}
