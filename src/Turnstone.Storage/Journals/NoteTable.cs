using Microsoft.Data.Sqlite;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Reporting;

namespace Turnstone.Storage.Journals;

/// <summary>
/// The notes of the current or latest pass. A pre-stage over a large mailbox notes most of its items as skipped, so a note is a row of
/// numbers: folders, codes and texts are written once.
/// </summary>
internal sealed class NoteTable(SqliteConnection connection, CodeTable codes)
{
    private const int PageRows = 1000;

    // Outcomes as stored; never renumbered.
    private const long Copied = 1;
    private const long AlreadyThere = 2;
    private const long Skipped = 3;
    private const long Failed = 4;

    // Texts repeat by rule, but a server may give each item its own; past this many they are written again rather than remembered.
    private const int RememberedTexts = 4096;

    // Free pages are reused by the next pass; only what a large one left behind is given back to the disk.
    private const long FreePagesKept = 1024;

    private readonly Dictionary<string, long> _texts = [];
    private readonly Dictionary<(long Folder, string Name), long> _folders = [];

    private readonly Statement _addText = new(connection, "INSERT INTO note_text (value) VALUES (?1) RETURNING number", 1);
    private readonly Statement _readText = new(connection, "SELECT value FROM note_text WHERE number = ?1", 1);
    private readonly Statement _findFolder = new(connection, "SELECT number FROM note_folder WHERE folder = ?1 AND name = ?2", 2);

    private readonly Statement _addFolder = new(
        connection, "INSERT INTO note_folder (folder, name) VALUES (?1, ?2) RETURNING number", 2);

    private readonly Statement _any = new(connection, "SELECT EXISTS (SELECT 1 FROM note_folder WHERE folder = ?1)", 1);

    private readonly Statement _remove = new(
        connection, "DELETE FROM note WHERE uid_below = ?2 AND folder IN (SELECT number FROM note_folder WHERE folder = ?1)", 2);

    private readonly Statement _removeRefuted = new(
        connection,
        $"""
        DELETE FROM note WHERE uid_below = ?2 AND folder IN (SELECT number FROM note_folder WHERE folder = ?1)
        AND outcome IN ({Skipped}, {Failed})
        """,
        2);

    private readonly Statement _add = new(
        connection,
        """
        INSERT OR REPLACE INTO note (folder, uid_below, outcome, code, message, remedy, bytes, received, repair)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
        9);

    private readonly Statement _read = new(
        connection,
        $"""
        SELECT n.folder, n.uid_below, f.name, n.outcome, n.code, n.message, n.remedy, n.bytes, n.received, n.repair
        FROM note n JOIN note_folder f ON f.number = n.folder
        WHERE (n.folder, n.uid_below) > (?1, ?2) ORDER BY n.folder, n.uid_below LIMIT {PageRows}
        """,
        2);

    private readonly Statement _clear = new(connection, "DELETE FROM note; DELETE FROM note_folder; DELETE FROM note_text;", 0);
    private readonly Statement _free = new(connection, "PRAGMA freelist_count", 0);
    private readonly Statement _giveBack = new(connection, "PRAGMA incremental_vacuum", 0);

    /// <summary>Before the first note.</summary>
    public static Position Start { get; } = new(0, 0);

    public void Clear()
    {
        Forget();
        _clear.Run();
        if (_free.AskNumber() > FreePagesKept)
        {
            _giveBack.Run();
        }
    }

    public void Write(JournalFolder folder, IEnumerable<Settlement> settlements, IEnumerable<ItemNote> notes)
    {
        var mayHave = _any.AskNumber(folder.Number) == 1;
        if (mayHave)
        {
            foreach (var arrived in settlements.OfType<Settlement.Arrived>())
            {
                _removeRefuted.Run(folder.Number, Below(arrived.Uid));
            }
        }

        foreach (var note in notes)
        {
            if (mayHave)
            {
                _remove.Run(folder.Number, Below(note.Uid));
            }

            _add.Run(
                NumberOf(folder, note.Folder),
                Below(note.Uid),
                OutcomeCode(note.Outcome),
                note.Code is { } code ? codes.NumberOf(code) : null,
                NumberOf(note.Message),
                NumberOf(note.Remedy),
                note.Bytes,
                note.Received is { } received ? StoredTime.Of(received) : null,
                note.Repair is null ? null : NumberOf(note.Repair));
        }
    }

    public Page ReadPage(Position after)
    {
        var notes = new List<ItemNote>();
        var last = after;
        var texts = new Dictionary<long, string>();
        using var row = _read.Read(after.Folder, after.UidBelow);
        while (row.Read())
        {
            last = new Position(row.GetInt64(0), row.GetInt64(1));
            notes.Add(new ItemNote
            {
                Folder = row.GetString(2),
                Uid = StoredUid.Read(-last.UidBelow),
                Outcome = ReadOutcome(row.GetInt64(3)),
                Code = row.IsDBNull(4) ? null : codes.Read(row.GetInt64(4)),
                Message = Text(5) ?? "",
                Remedy = Text(6) ?? "",
                Bytes = row.GetInt64(7),
                Received = row.IsDBNull(8) ? null : StoredTime.Read(row.GetInt64(8)),
                Repair = Text(9),
            });
        }

        return new Page(notes, notes.Count < PageRows ? null : last);

        string? Text(int column)
        {
            if (row.IsDBNull(column))
            {
                return null;
            }

            var number = row.GetInt64(column);
            if (!texts.TryGetValue(number, out var text))
            {
                text = _readText.Ask(number) as string ?? throw new InvalidDataException($"There is no text {number}.");
                texts.Add(number, text);
            }

            return text;
        }
    }

    /// <summary>After a rollback: what was added may not be there.</summary>
    public void Forget()
    {
        _texts.Clear();
        _folders.Clear();
    }

    /// <summary>Rows lie by negative UID: the highest comes first when read, and is appended, not inserted, when written in a pass's order.</summary>
    public static long Below(uint uid) => -(long)uid;

    public static long OutcomeCode(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Copied => Copied,
        ItemOutcome.AlreadyThere => AlreadyThere,
        ItemOutcome.Skipped => Skipped,
        ItemOutcome.Failed => Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    public static ItemOutcome ReadOutcome(long stored) => stored switch
    {
        Copied => ItemOutcome.Copied,
        AlreadyThere => ItemOutcome.AlreadyThere,
        Skipped => ItemOutcome.Skipped,
        Failed => ItemOutcome.Failed,
        _ => throw new InvalidDataException($"There is no outcome {stored}."),
    };

    private long NumberOf(JournalFolder folder, string name)
    {
        var key = (folder.Number, name);
        if (!_folders.TryGetValue(key, out var number))
        {
            number = _findFolder.AskNumber(folder.Number, name) ?? _addFolder.AskNumber(folder.Number, name)!.Value;
            _folders.Add(key, number);
        }

        return number;
    }

    private long? NumberOf(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!_texts.TryGetValue(text, out var number))
        {
            number = _addText.AskNumber(text)!.Value;
            if (_texts.Count < RememberedTexts)
            {
                _texts.Add(text, number);
            }
        }

        return number;
    }

    /// <summary>Where a reader is: behind this note.</summary>
    public sealed record Position(long Folder, long UidBelow);

    /// <summary>Some notes in order, and where the next begin; null behind the last.</summary>
    public sealed record Page(IReadOnlyList<ItemNote> Notes, Position? Next);
}
