using System.Diagnostics;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>What a delta costs when nothing has changed.</summary>
public sealed class UnchangedMailboxTests : IAsyncLifetime
{
    private const int Messages = 20_000;
    private const string CreateItem = "<m:CreateItem";
    private static readonly SamplePerson Many = new("Many Messages", "many@old.example", "en-GB");
    private MigrationWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync([Many], watched: CreateItem);
        var mailbox = SmallMail.Mailbox(Many, Messages, folders: 5, new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        await MailLoader.LoadAsync(_world.Dovecot, mailbox, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task SecondFullPass_SendsNothing()
    {
        var first = await _world.MigrateAsync();
        Assert.True(first.Status == 0, first.Output);
        Assert.Equal(Messages, first.Report.Mailboxes[0].Totals.Copied);
        var sent = _world.Line.Count(CreateItem);
        Assert.NotEqual(0, sent);

        var started = Stopwatch.GetTimestamp();
        var second = await _world.MigrateAsync();

        TestContext.Current.TestOutputHelper!.WriteLine($"The second pass took {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s, start of the program included");
        Assert.True(second.Status == 0, second.Output);
        second.Report.AssertAddsUp();
        Assert.Equal(Messages, second.Report.Mailboxes[0].Totals.AlreadyThere);
        Assert.Equal(sent, _world.Line.Count(CreateItem));
    }
}
