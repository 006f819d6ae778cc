using Microsoft.Data.Sqlite;
using Turnstone.Storage;
using Turnstone.Storage.Journals;
using Turnstone.Testing.Conformance;

namespace Turnstone.Tests.Storage;

public sealed class FencedFileTests : JournalFenceConformance, IDisposable
{
    private readonly StateDirectory _state = new();

    protected override MailboxJournals Journals => Files;

    private FencedFiles Files => new(_state.Path, TimeProvider.System) { Patience = TimeSpan.FromSeconds(1) };

    public void Dispose() => _state.Dispose();

    protected override async Task<IAsyncDisposable> FreezeInMidCommitAsync()
    {
        var connection = new SqliteConnection($"Data Source={Files.PathOf(Anna)};Mode=ReadWrite;Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; UPDATE pair SET learned = 0;";
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
