using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Reporting;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>The notes of the current or latest pass: a row of numbers each, as on files, because a pre-stage notes most of a large mailbox.</summary>
internal sealed class PostgresNotes
{
    private const int PageRows = 1000;

    // As on files: texts repeat by rule, but a server may give each item its own.
    private const int RememberedTexts = 4096;

    private const string OfFolder = "folder IN (SELECT number FROM journal_note_folder WHERE journal = $1 AND folder = $2)";
    private const string RemoveRefuted = $"DELETE FROM journal_note WHERE journal = $1 AND {OfFolder} AND uid_below = ANY($3) AND outcome IN (3, 4)";
    private const string Remove = $"DELETE FROM journal_note WHERE journal = $1 AND {OfFolder} AND uid_below = ANY($3)";
    private const string AddFolder = "INSERT INTO journal_note_folder (journal, number, folder, name) VALUES ($1, $2, $3, $4)";
    private const string AddTexts = "INSERT INTO journal_note_text (journal, number, value) SELECT $1, t.* FROM unnest($2::bigint[], $3::text[]) AS t";

    private const string Add = """
        INSERT INTO journal_note (journal, folder, uid_below, outcome, code, message, remedy, bytes, received, repair)
        SELECT $1, t.* FROM unnest(
          $2::bigint[], $3::bigint[], $4::smallint[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[]) AS t
        """;

    private const string Page = """
        SELECT n.folder, n.uid_below, f.name, n.outcome, n.code, m.value, r.value, n.bytes, n.received, p.value
        FROM journal_note n
        JOIN journal_note_folder f ON f.journal = n.journal AND f.number = n.folder
        LEFT JOIN journal_note_text m ON m.journal = n.journal AND m.number = n.message
        LEFT JOIN journal_note_text r ON r.journal = n.journal AND r.number = n.remedy
        LEFT JOIN journal_note_text p ON p.journal = n.journal AND p.number = n.repair
        WHERE n.journal = $1 AND (n.folder, n.uid_below) > ($2, $3) ORDER BY n.folder, n.uid_below LIMIT $4
        """;

    private readonly Dictionary<(long Folder, string Name), long> _folders = [];
    private readonly Dictionary<string, long> _texts = [];
    private long _lastFolder;
    private long _lastText;

    /// <summary>Asks for what is to be known before the first note is written.</summary>
    public static void AskKnown(JournalBatch batch)
    {
        batch.Ask("SELECT number, folder, name FROM journal_note_folder WHERE journal = $1");
        batch.Ask("SELECT coalesce(max(number), 0) FROM journal_note_text WHERE journal = $1");
    }

    public async Task<bool> ReadKnownAsync(JournalRows rows)
    {
        await rows.NextAsync();
        while (await rows.ReadAsync())
        {
            var number = rows.Row.GetInt64(0);
            _folders[(rows.Row.GetInt64(1), rows.Row.GetString(2))] = number;
            _lastFolder = Math.Max(_lastFolder, number);
        }

        _lastText = await rows.NumberAsync();
        return true;
    }

    public void Clear(JournalBatch batch)
    {
        _texts.Clear();
        _folders.Clear();
        foreach (var sql in (string[])["DELETE FROM journal_note WHERE journal = $1", "DELETE FROM journal_note_folder WHERE journal = $1", "DELETE FROM journal_note_text WHERE journal = $1"])
        {
            batch.Run(sql);
        }
    }

    public void Write(JournalBatch batch, JournalFolder folder, IEnumerable<Settlement> settlements, IEnumerable<ItemNote> notes)
    {
        // Of an item the last note counts.
        var latest = new Dictionary<uint, ItemNote>();
        foreach (var note in notes)
        {
            latest[note.Uid] = note;
        }

        if (_folders.Keys.Any(key => key.Folder == folder.Number))
        {
            Delete(batch, RemoveRefuted, folder, settlements.OfType<Settlement.Arrived>().Select(arrived => arrived.Uid));
            Delete(batch, Remove, folder, latest.Keys);
        }

        if (latest.Count > 0)
        {
            AddAll(batch, folder, [.. latest.Values]);
        }
    }

    public static void AskPage(JournalBatch batch, NoteTable.Position after) => batch.Ask(Page, after.Folder, after.UidBelow, (long)PageRows);

    public static async Task<NoteTable.Page> ReadPageAsync(JournalRows rows)
    {
        var notes = new List<ItemNote>();
        NoteTable.Position? last = null;
        await rows.NextAsync();
        while (await rows.ReadAsync())
        {
            var row = rows.Row;
            last = new NoteTable.Position(row.GetInt64(0), row.GetInt64(1));
            notes.Add(new ItemNote
            {
                Folder = row.GetString(2),
                Uid = StoredUid.Read(-last.UidBelow),
                Outcome = NoteTable.ReadOutcome(row.GetInt16(3)),
                Code = row.IsDBNull(4) ? null : FailureCode.Parse(row.GetString(4)),
                Message = row.IsDBNull(5) ? "" : row.GetString(5),
                Remedy = row.IsDBNull(6) ? "" : row.GetString(6),
                Bytes = row.GetInt64(7),
                Received = row.IsDBNull(8) ? null : StoredTime.Read(row.GetInt64(8)),
                Repair = row.IsDBNull(9) ? null : row.GetString(9),
            });
        }

        return new NoteTable.Page(notes, notes.Count < PageRows ? null : last);
    }

    private static void Delete(JournalBatch batch, string sql, JournalFolder folder, IEnumerable<uint> uids)
    {
        var below = uids.Select(NoteTable.Below).ToArray();
        if (below.Length > 0)
        {
            batch.Run(sql, folder.Number, below);
        }
    }

    private void AddAll(JournalBatch batch, JournalFolder folder, ItemNote[] notes)
    {
        var (numbers, texts) = (new List<long>(), new List<string>());
        var folders = notes.Select(note => NumberOf(batch, folder, note.Folder)).ToArray();
        var messages = notes.Select(note => NumberOf(note.Message, numbers, texts)).ToArray();
        var remedies = notes.Select(note => NumberOf(note.Remedy, numbers, texts)).ToArray();
        var repairs = notes.Select(note => NumberOf(note.Repair ?? "", numbers, texts)).ToArray();
        if (numbers.Count > 0)
        {
            batch.Run(AddTexts, numbers.ToArray(), texts.ToArray());
        }

        batch.Run(
            Add,
            folders,
            notes.Select(note => NoteTable.Below(note.Uid)).ToArray(),
            notes.Select(note => (short)NoteTable.OutcomeCode(note.Outcome)).ToArray(),
            notes.Select(note => note.Code?.Value).ToArray(),
            messages,
            remedies,
            notes.Select(note => note.Bytes).ToArray(),
            notes.Select(note => note.Received is { } received ? StoredTime.Of(received) : (long?)null).ToArray(),
            repairs);
    }

    private long NumberOf(JournalBatch batch, JournalFolder folder, string name)
    {
        var key = (folder.Number, StoredText.Of(name));
        if (!_folders.TryGetValue(key, out var number))
        {
            _folders.Add(key, number = ++_lastFolder);
            batch.Run(AddFolder, number, folder.Number, key.Item2);
        }

        return number;
    }

    private long? NumberOf(string text, List<long> numbers, List<string> texts)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!_texts.TryGetValue(text, out var number))
        {
            numbers.Add(number = ++_lastText);
            texts.Add(StoredText.Of(text));
            if (_texts.Count < RememberedTexts)
            {
                _texts.Add(text, number);
            }
        }

        return number;
    }
}
