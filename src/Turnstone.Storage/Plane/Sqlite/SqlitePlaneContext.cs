using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Plane.Many;

namespace Turnstone.Storage.Plane.Sqlite;

/// <summary>The rows as SQLite keeps them.</summary>
internal sealed class SqlitePlaneContext : PlaneContext
{
    // As long as SQLite itself waits for a writer of another process.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turns;
    private bool _hasTurn;

    /// <param name="options">Where the rows are.</param>
    /// <param name="scope">How far it goes.</param>
    /// <param name="time">Dates what is logged.</param>
    /// <param name="turns">One turn to write for all contexts on the file in this process.</param>
    public SqlitePlaneContext(DbContextOptions<SqlitePlaneContext> options, PlaneScope scope, TimeProvider time, SemaphoreSlim turns)
        : base(options, scope, time)
    {
        _turns = turns;

        // Even one statement alone, so that every save waits for its turn in the same way.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    private protected override ManyRows Many { get; } = new SqliteManyRows();

    /// <summary>Waits until this context may write; at once where it may already.</summary>
    /// <exception cref="TimeoutException">Others wrote for so long that something must be wrong.</exception>
    internal async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (!_hasTurn)
        {
            _hasTurn = await _turns.WaitAsync(Patience, cancellationToken)
                ? true : throw new TimeoutException("The database was written to by others for half a minute without a break.");
        }
    }

    /// <summary>Lets the next one write; nothing happens where this one has no turn.</summary>
    internal void GiveTurnBack()
    {
        if (_hasTurn)
        {
            _hasTurn = false;
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GiveTurnBack();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        GiveTurnBack();
    }

    // SQLite has no type for a moment, and texts with offsets neither compare nor sort.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Milliseconds>();
    }
}
