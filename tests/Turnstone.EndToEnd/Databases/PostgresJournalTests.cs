using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Storage;
using Turnstone.Testing.Conformance;
using Xunit;

namespace Turnstone.EndToEnd.Databases;

public sealed class PostgresJournalTests(PostgresHost host) : JournalConformance, IClassFixture<PostgresHost>, IAsyncLifetime
{
    private static readonly JournalIdentity Anna = new(Guid.NewGuid(), SmtpAddress.Parse("anna@old.example"), SmtpAddress.Parse("anna@new.example"));

    private readonly List<MailboxJournals> _opened = [];
    private string _connection = "";
    private TimeProvider _time = TimeProvider.System;
    private long _epoch;

    public async ValueTask InitializeAsync() => _connection = await host.MakeDatabaseAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var journals in _opened)
        {
            await journals.DisposeAsync();
        }
    }

    protected override async Task<IJournal> CreateAsync(TimeProvider time)
    {
        _time = time;
        return await OpenAsync();
    }

    protected override async Task<IJournal> ReopenAsync(IJournal journal)
    {
        await journal.DisposeAsync();
        return await OpenAsync();
    }

    private async Task<IJournal> OpenAsync()
    {
        var journals = MailboxJournals.OnPostgres(_connection, _time);
        _opened.Add(journals);
        await journals.UpgradeAsync(Cancellation);
        return await journals.OpenAsync(Anna, ++_epoch, Cancellation);
    }
}
