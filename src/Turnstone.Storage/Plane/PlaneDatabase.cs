using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Turnstone.Storage.Plane.Postgres;
using Turnstone.Storage.Plane.Sqlite;

namespace Turnstone.Storage.Plane;

/// <summary>Where the control plane keeps its rows: a file of its own, or PostgreSQL. Safe for all threads; contexts are not.</summary>
public abstract class PlaneDatabase : IAsyncDisposable
{
    // https://sqlite.org/rescode.html: SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY.
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;

    private const int Attempts = 10;

    private protected PlaneDatabase()
    {
    }

    /// <summary>The file <c>turnstone.db</c> in a directory, which is made when first needed and should be on a local disk.</summary>
    public static PlaneDatabase InDirectory(string directory, TimeProvider time) => new SqlitePlane(directory, time);

    /// <summary>A PostgreSQL database that is there, by an Npgsql connection string; its user may make tables.</summary>
    public static PlaneDatabase OnPostgres(string connection, TimeProvider time) => new PostgresPlane(connection, time);

    /// <summary>Rows as far as the scope goes; the caller disposes it. Cheap: one for each piece of work.</summary>
    public abstract PlaneContext Open(PlaneScope scope);

    /// <summary>Whether saving failed because another row has what only one may have.</summary>
    public static bool IsDuplicate(DbUpdateException exception) => exception.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };

    /// <summary>
    /// Does what is one statement on many rows, outside a transaction. Two such that meet each other's rows in another order wait for each other, and PostgreSQL ends one of them, which has
    /// changed nothing then: it is done again.
    /// </summary>
    public static async Task<T> UntilDoneAsync<T>(Func<Task<T>> statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await statement();
            }
            catch (Exception e) when (attempt < Attempts && IsDeadlock(e))
            {
                // PostgreSQL has waited for us, a second as it comes.
            }
        }
    }

    /// <summary>Brings the tables to this program's form. Several processes may do so at once: one works, the others wait.</summary>
    /// <exception cref="NewerPlaneException">A newer program was here; nothing was changed.</exception>
    public async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        await using var context = Open(new PlaneScope.House());
        await ExclusivelyAsync(context, () => UpgradeAsync(context, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the upgrade while no other process does.</summary>
    protected abstract Task ExclusivelyAsync(PlaneContext context, Func<Task> upgrade, CancellationToken cancellationToken);

    private static async Task UpgradeAsync(PlaneContext context, CancellationToken cancellationToken)
    {
        var known = context.Database.GetMigrations();
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.Except(known).FirstOrDefault() is { } newer)
        {
            throw new NewerPlaneException(newer);
        }

        await context.Database.MigrateAsync(cancellationToken);
    }

    // EF wraps what it takes for passing trouble once more.
    private static bool IsDeadlock(Exception? exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } || (exception?.InnerException is { } inner && IsDeadlock(inner));
}
