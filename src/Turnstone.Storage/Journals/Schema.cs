namespace Turnstone.Storage.Journals;

/// <summary>The tables of a journal file; docs/journal-format.md says what they mean.</summary>
internal static class Schema
{
    /// <summary>SQLite's application_id of a journal: "TrnJ".</summary>
    public const long ApplicationId = 0x54726E4A;

    /// <summary>The newest format this program reads and the one it writes (SQLite's user_version).</summary>
    public const long Version = 3;

    /// <summary>The oldest format this program brings to its own.</summary>
    public const long Oldest = 1;

    /// <summary>
    /// From format 1 to 2. What items are stands on them at the destination: the next pass asks for it, as it does after a lost journal.
    /// </summary>
    private const string FromOne = """
        ALTER TABLE pair ADD COLUMN learned INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE folder DROP COLUMN known;
        """ + Content;

    /// <summary>What format 3 brought. A program that does not know it would let a mark stand whose folder something was recognised out of.</summary>
    private const string Marks = """

        CREATE TABLE mark (
          folder INTEGER PRIMARY KEY, uid_next INTEGER NOT NULL, items INTEGER NOT NULL, mod_seq INTEGER) STRICT;

        """;

    /// <summary>What format 2 brought.</summary>
    private const string Content = """

        CREATE TABLE content (
          digest BLOB NOT NULL, folder INTEGER NOT NULL, uid INTEGER NOT NULL,
          PRIMARY KEY (digest, folder, uid)) STRICT, WITHOUT ROWID;
        CREATE TABLE moved (
          folder INTEGER NOT NULL, uid INTEGER NOT NULL, away INTEGER NOT NULL, sent_folder INTEGER, sent_uid INTEGER,
          PRIMARY KEY (folder, uid)) STRICT, WITHOUT ROWID;

        """;

    public const string Tables = """
        CREATE TABLE pair (source TEXT NOT NULL, destination TEXT NOT NULL, learned INTEGER NOT NULL DEFAULT 0) STRICT;

        CREATE TABLE pass (
          number INTEGER PRIMARY KEY, kind TEXT NOT NULL, started INTEGER NOT NULL,
          finished INTEGER, status TEXT, errors INTEGER NOT NULL DEFAULT 0) STRICT;

        CREATE TABLE folder (
          number INTEGER PRIMARY KEY, name BLOB NOT NULL, uid_validity INTEGER NOT NULL,
          UNIQUE (name, uid_validity)) STRICT;

        CREATE TABLE settled (folder INTEGER PRIMARY KEY, runs BLOB NOT NULL) STRICT;
        CREATE TABLE settled_since (
          folder INTEGER NOT NULL, number INTEGER NOT NULL, runs BLOB NOT NULL,
          PRIMARY KEY (folder, number)) STRICT, WITHOUT ROWID;

        """ + Content + Marks + """

        CREATE TABLE destination (
          number INTEGER PRIMARY KEY, id TEXT NOT NULL, anchor TEXT NOT NULL, names TEXT NOT NULL,
          UNIQUE (id, anchor, names)) STRICT;
        CREATE TABLE in_doubt (
          folder INTEGER NOT NULL, uid INTEGER NOT NULL, destination INTEGER NOT NULL, marked INTEGER NOT NULL,
          PRIMARY KEY (folder, uid, destination)) STRICT, WITHOUT ROWID;

        CREATE TABLE code (number INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE failed (
          folder INTEGER NOT NULL, uid INTEGER NOT NULL, code INTEGER NOT NULL,
          PRIMARY KEY (folder, uid)) STRICT, WITHOUT ROWID;

        CREATE TABLE note_text (number INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE note_folder (
          number INTEGER PRIMARY KEY, folder INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (folder, name)) STRICT;
        CREATE TABLE note (
          folder INTEGER NOT NULL, uid_below INTEGER NOT NULL, outcome INTEGER NOT NULL, code INTEGER,
          message INTEGER, remedy INTEGER, bytes INTEGER NOT NULL, received INTEGER, repair INTEGER,
          PRIMARY KEY (folder, uid_below)) STRICT, WITHOUT ROWID;
        """;

    /// <summary>What brings each earlier format to the one after it, the oldest first.</summary>
    public static IReadOnlyList<string> Steps { get; } = [FromOne, Marks];

    /// <summary>What came to format 1 later. An earlier program passes over it, so a journal of its making gets it when it is opened.</summary>
    public const string Additions = """
        CREATE TABLE IF NOT EXISTS place (name BLOB PRIMARY KEY, anchor TEXT NOT NULL, names TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """;
}
