using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Turnstone.Storage.Plane.Sqlite;

/// <summary>The control plane's rows in a file beside the journals.</summary>
internal sealed class SqlitePlane : PlaneDatabase
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly DbContextOptions<SqlitePlaneContext> _options;
    private readonly string _connection;
    private readonly SemaphoreSlim _turns = new(1, 1);

    public SqlitePlane(string directory, TimeProvider time)
    {
        _time = time;
        _path = Path.Combine(Path.GetFullPath(directory), "turnstone.db");
        _connection = new SqliteConnectionStringBuilder { DataSource = _path, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
        _options = new DbContextOptionsBuilder<SqlitePlaneContext>()
            .UseSqlite(
                _connection,

                // A list of ids goes as one parameter: ten thousand of their own take a second to put into words, and SQLite takes no more than 32,766.
                sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .UseSnakeCaseNamingConvention()
            .ReplaceService<IRelationalTransactionFactory, TurnTransactions>().AddInterceptors(new WriteTurns(), new SmallCaches())
            .Options;
    }

    public override PlaneContext Open(PlaneScope scope) => new SqlitePlaneContext(_options, scope, _time, _turns);

    public override async ValueTask DisposeAsync()
    {
        // Connections that wait to be used again are ours: the last of them to close brings the log home.
        await using (var any = new SqliteConnection(_connection))
        {
            SqliteConnection.ClearPool(any);
        }

        _turns.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>
    /// Only one process at a time: EF's own lock is a row that stays where a process is killed, and the next would wait for ever. Whoever holds
    /// the file's lock knows such a row for what it is.
    /// </summary>
    protected override async Task ExclusivelyAsync(PlaneContext context, Func<Task> upgrade, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        await using var held = await LockAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellationToken);
        await upgrade();
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        FileStream? held;
        while ((held = HeldFile.TryTake(_path + ".upgrade")) is null)
        {
            await Task.Delay(Look, cancellationToken);
        }

        return held;
    }
}
