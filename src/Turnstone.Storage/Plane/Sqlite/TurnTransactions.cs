using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Turnstone.Storage.Plane.Sqlite;

/// <summary>Makes transactions that give their context's turn to write back when they are over, however that comes about.</summary>
internal sealed class TurnTransactions(RelationalTransactionFactoryDependencies dependencies) : RelationalTransactionFactory(dependencies)
{
    public override RelationalTransaction Create(
        IRelationalConnection connection, DbTransaction transaction, Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, bool transactionOwned) =>
        new TurnTransaction(connection, transaction, transactionId, logger, transactionOwned, Dependencies.SqlGenerationHelper);

    private sealed class TurnTransaction(
        IRelationalConnection connection, DbTransaction transaction, Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, bool transactionOwned, ISqlGenerationHelper sql)
        : RelationalTransaction(connection, transaction, transactionId, logger, transactionOwned, sql)
    {
        protected override void ClearTransaction()
        {
            base.ClearTransaction();
            GiveTurnBack();
        }

        protected override async Task ClearTransactionAsync(CancellationToken cancellationToken = default)
        {
            await base.ClearTransactionAsync(cancellationToken);
            GiveTurnBack();
        }

        private void GiveTurnBack() => (Connection.Context as SqlitePlaneContext)?.GiveTurnBack();
    }
}
