using System.Globalization;
using Npgsql;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Plane.Postgres;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>Journals in tables of a PostgreSQL database, which every process on it reaches.</summary>
internal sealed class PostgresJournals : MailboxJournals
{
    // A call needs a connection for one round trip: a hundred passes get by with a few, and the server's room is for rows.
    private const int MostConnections = 16;

    private const string Take = """
        UPDATE journal SET epoch = $3 WHERE workgroup = $1 AND pair = $2 AND epoch < $3
        RETURNING number, source, destination
        """;

    // Known to be there: the one row, or a later epoch's.
    private const string Make = """
        INSERT INTO journal (workgroup, pair, source, destination, epoch) VALUES ($1, $2, $3, $4, 0)
        ON CONFLICT (workgroup, pair) DO NOTHING
        """;

    private const string Places = """
        SELECT place.name, place.anchor, place.names FROM journal_place place JOIN journal ON journal.number = place.journal
        WHERE journal.workgroup = $1 AND journal.pair = $2
        """;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public PostgresJournals(string connection, TimeProvider time)
    {
        _time = time;
        _source = PostgresSource.Make(connection, MostConnections);
    }

    /// <summary>For how long a process that is in the middle of writing is waited for; default 5 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public override async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Whoever comes second waits here until the first has committed; the lock goes with the transaction.
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({PostgresSchema.UpgradeLock})", cancellationToken);
        await RunAsync(connection, PostgresSchema.Format, cancellationToken);
        var version = await RunAsync(connection, "SELECT version FROM journal_format", cancellationToken) as int?;
        if (version > PostgresSchema.Version)
        {
            throw new NewerPlaneException(string.Create(CultureInfo.InvariantCulture, $"journals, form {version}"));
        }

        if (version is null)
        {
            await RunAsync(connection, PostgresSchema.Tables, cancellationToken);
            await RunAsync(connection, $"INSERT INTO journal_format (version) VALUES ({PostgresSchema.Version})", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public override async Task<IJournal> OpenAsync(JournalIdentity whose, long epoch, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        try
        {
            var number = await TakeAsync(whose, epoch, cancellationToken);
            return await PostgresJournal.OpenAsync(_source, number, epoch, _time, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailure.Classify(e);
        }
    }

    public override async Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> ReadPlacesAsync(JournalIdentity whose, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            await using var command = Command(connection, Places, whose.WorkgroupId, PairFileName.Of(whose.Source, whose.Destination));
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            return await PostgresPlaces.ReadAllAsync(row, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or InvalidDataException)
        {
            throw PostgresFailure.Classify(e);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<long> TakeAsync(JournalIdentity whose, long epoch, CancellationToken cancellationToken)
    {
        var pair = PairFileName.Of(whose.Source, whose.Destination);
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(connection, "SELECT set_config('lock_timeout', $1, true)", cancellationToken, Patience.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        await RunAsync(connection, Make, cancellationToken, whose.WorkgroupId, pair, whose.Source.Value, whose.Destination.Value);
        await using (var take = Command(connection, Take, whose.WorkgroupId, pair, epoch))
        await using (var taken = await take.ExecuteReaderAsync(cancellationToken))
        {
            if (!await taken.ReadAsync(cancellationToken))
            {
                throw JournalFailure.Taken();
            }

            if (SmtpAddress.Parse(taken.GetString(1)) != whose.Source || SmtpAddress.Parse(taken.GetString(2)) != whose.Destination)
            {
                throw PostgresFailure.OfAnotherPair();
            }

            var number = taken.GetInt64(0);
            await taken.DisposeAsync();
            await transaction.CommitAsync(cancellationToken);
            return number;
        }
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
#pragma warning disable CA2100 // The text is a constant at every caller; values travel as parameters.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
