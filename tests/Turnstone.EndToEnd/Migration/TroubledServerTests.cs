using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Sandbox.Throttling;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>An Exchange as administrators know it: throttled by default, and everything that can go wrong with an answer goes wrong.</summary>
public sealed class TroubledServerTests : IAsyncLifetime
{
    private const string Faults = """
        { "rules": [
          { "operation": "CreateItem", "nth": 2, "dropReplyAfterCommit": true },
          { "operation": "CreateItem", "nth": 4, "serverBusy": { "backOffMs": 400, "asStatus": 500 } },
          { "operation": "CreateItem", "nth": 5, "http503": true },
          { "operation": "CreateItem", "nth": 6, "shortByOne": true },
          { "operation": "CreateItem", "nth": 7, "dropBeforeProcessing": true },
          { "operation": "CreateItem", "nth": 8, "batchStopAt": 1 },
          { "operation": "CreateItem", "nth": 9, "truncateReply": 700 },
          { "operation": "CreateItem", "nth": 10, "internalServerError": true },
          { "operation": "CreateItem", "nth": 11, "serverBusy": { "backOffMs": 200, "asStatus": 200 } },
          { "operation": "CreateItem", "nth": 13, "loginPage": true },
          { "operation": "CreateItem", "nth": 15, "dropReplyAfterCommit": true },
          { "operation": "FindItem", "nth": 2, "http503": true },
          { "operation": "FindItem", "nth": 3, "truncateReply": 900 },
          { "operation": "CreateFolder", "nth": 2, "dropReplyAfterCommit": true } ] }
        """;

    private static readonly SampleProfile Profile = new()
    {
        Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        MessagesPerMailbox = 700,
        LargeMessageBytes = 0,
    };

    private static readonly SamplePerson[] People = [SampleCompany.People[2], SampleCompany.People[4]];
    private MigrationWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync(
            People, (options, _) => options with { Throttling = new ThrottlingPolicy(), Faults = FaultPlan.Parse(Faults) });
        await MailLoader.LoadAsync(
            _world.Dovecot, [.. SampleCompany.Mailboxes(Profile).Where(mailbox => People.Contains(mailbox.Owner))], TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task EveryMessage_ArrivesOnce_InOneRun()
    {
        var result = await _world.MigrateAsync();

        Assert.True(result.Status == 0, result.Output);
        result.Report.AssertAddsUp();
        foreach (var person in People)
        {
            await _world.AssertMovedAsync(person, result.Report);
        }
    }
}
