namespace Turnstone.Storage.Journals.Postgres;

/// <summary>The tables of all journals of a database; docs/journal-format.md says what they mean.</summary>
internal static class PostgresSchema
{
    /// <summary>The newest form this program reads and the one it writes.</summary>
    public const int Version = 1;

    /// <summary>Ours among the database's advisory locks: "TrnJ".</summary>
    public const long UpgradeLock = 0x54726E4A;

    public const string Format = "CREATE TABLE IF NOT EXISTS journal_format (version integer NOT NULL)";

    /// <summary>Asks for the epoch: raises <see cref="PostgresFailure.Fenced"/> where it is another's.</summary>
    public const string Demand = "SELECT journal_demand($1, $2)";

    /// <summary>
    /// Names are compared by digest: an index takes no more than some 2,700 bytes. Marks of doubt must outlive a power cut, whatever the database is
    /// set to elsewhere. Whoever opens the journal waits for whoever is within the share of its row, and no longer than they take.
    /// </summary>
    public const string Tables = $"""
        CREATE TABLE journal (
          number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workgroup uuid NOT NULL, pair text NOT NULL,
          source text NOT NULL, destination text NOT NULL, learned boolean NOT NULL DEFAULT false, epoch bigint NOT NULL,
          UNIQUE (workgroup, pair));

        CREATE FUNCTION journal_demand(which bigint, mine bigint) RETURNS void LANGUAGE plpgsql AS $demand$
        BEGIN
          IF current_setting('synchronous_commit') = 'off' THEN
            PERFORM set_config('synchronous_commit', 'on', true);
          END IF;
          PERFORM 1 FROM journal WHERE number = which AND epoch = mine FOR SHARE;
          IF NOT FOUND THEN
            RAISE EXCEPTION 'The journal has another epoch.' USING ERRCODE = '{PostgresFailure.Fenced}';
          END IF;
        END
        $demand$;

        CREATE TABLE journal_pass (
          journal bigint NOT NULL, number bigint NOT NULL, kind text NOT NULL, started bigint NOT NULL,
          finished bigint, status text, errors bigint NOT NULL DEFAULT 0, PRIMARY KEY (journal, number));

        CREATE TABLE journal_folder (
          journal bigint NOT NULL, number bigint NOT NULL, name bytea NOT NULL, uid_validity bigint NOT NULL, PRIMARY KEY (journal, number));
        CREATE UNIQUE INDEX journal_folder_name ON journal_folder (journal, sha256(name), uid_validity);

        CREATE TABLE journal_place (journal bigint NOT NULL, name bytea NOT NULL, anchor text NOT NULL, names text NOT NULL);
        CREATE UNIQUE INDEX journal_place_name ON journal_place (journal, sha256(name));

        CREATE TABLE journal_settled (journal bigint NOT NULL, folder bigint NOT NULL, runs bytea NOT NULL, PRIMARY KEY (journal, folder));
        CREATE TABLE journal_settled_since (
          journal bigint NOT NULL, folder bigint NOT NULL, number bigint NOT NULL, runs bytea NOT NULL, PRIMARY KEY (journal, folder, number));

        CREATE TABLE journal_mark (
          journal bigint NOT NULL, folder bigint NOT NULL, uid_next bigint NOT NULL, items bigint NOT NULL, mod_seq bigint, PRIMARY KEY (journal, folder));

        CREATE TABLE journal_content (
          journal bigint NOT NULL, digest bytea NOT NULL, folder bigint NOT NULL, uid bigint NOT NULL, PRIMARY KEY (journal, digest, folder, uid));
        CREATE TABLE journal_moved (
          journal bigint NOT NULL, folder bigint NOT NULL, uid bigint NOT NULL, away boolean NOT NULL, sent_folder bigint, sent_uid bigint,
          PRIMARY KEY (journal, folder, uid));

        CREATE TABLE journal_destination (
          journal bigint NOT NULL, number bigint NOT NULL, digest bytea NOT NULL, id text NOT NULL, anchor text NOT NULL, names text NOT NULL,
          PRIMARY KEY (journal, number), UNIQUE (journal, digest));
        CREATE TABLE journal_in_doubt (
          journal bigint NOT NULL, folder bigint NOT NULL, uid bigint NOT NULL, destination bigint NOT NULL, marked bigint NOT NULL,
          PRIMARY KEY (journal, folder, uid, destination));

        CREATE TABLE journal_failed (
          journal bigint NOT NULL, folder bigint NOT NULL, uid bigint NOT NULL, code text NOT NULL, PRIMARY KEY (journal, folder, uid));

        CREATE TABLE journal_note_text (journal bigint NOT NULL, number bigint NOT NULL, value text NOT NULL, PRIMARY KEY (journal, number));
        CREATE TABLE journal_note_folder (
          journal bigint NOT NULL, number bigint NOT NULL, folder bigint NOT NULL, name text NOT NULL, PRIMARY KEY (journal, number));
        CREATE TABLE journal_note (
          journal bigint NOT NULL, folder bigint NOT NULL, uid_below bigint NOT NULL, outcome smallint NOT NULL, code text,
          message bigint, remedy bigint, bytes bigint NOT NULL, received bigint, repair bigint, PRIMARY KEY (journal, folder, uid_below));
        """;
}
