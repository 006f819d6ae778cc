using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Turnstone.Storage.Plane.Sqlite;

/// <summary>
/// Has whoever writes in this process wait for its turn without a thread. SQLite takes one writer at a time and lets others wait in theirs, asleep:
/// with fifty passes ending at once no thread was left for the one whose turn it was, and all of them gave up after thirty seconds. Writers in
/// other processes still wait SQLite's way, one a process.
/// </summary>
internal sealed class WriteTurns : DbCommandInterceptor, IDbTransactionInterceptor
{
    /// <inheritdoc/>
    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await ContextOf(eventData).TakeTurnAsync(cancellationToken);
        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await ContextOf(eventData).TakeTurnAsync(cancellationToken);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        EndAlone(eventData);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        EndAlone(eventData);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        EndAlone(eventData);
        return Task.CompletedTask;
    }

    // Within a transaction the turn is the transaction's.
    private static void EndAlone(DbContextEventData eventData)
    {
        if (eventData.Context is SqlitePlaneContext { Database.CurrentTransaction: null } context)
        {
            context.GiveTurnBack();
        }
    }

    private static SqlitePlaneContext ContextOf(DbContextEventData eventData) => (SqlitePlaneContext)eventData.Context!;
}
