using Turnstone.EndToEnd.Migration;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Crash;

/// <summary>Power cuts: the process is ended by SIGKILL, which it can neither see coming nor answer.</summary>
public sealed class KilledMigrationTests : IAsyncLifetime
{
    private const int Kills = 10;
    private const string SentItem = "<t:MimeContent";

    private static readonly SampleProfile Profile = new()
    {
        Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        MessagesPerMailbox = 2500,
        LargeMessageBytes = 5_000_000,
    };

    private static readonly SamplePerson Oliver = SampleCompany.People[0];
    private MigrationWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync([Oliver], watched: SentItem);
        await MailLoader.LoadAsync(_world.Dovecot, SampleCompany.Mailboxes(Profile)[0], Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task KilledTenTimesAndRunAgain_EveryMessageArrivesOnce()
    {
        var total = (await _world.ReadOldAsync(Oliver)).Sum(folder => folder.Items.Count);
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}, {total} messages");
        using var mailbox = _world.OpenNew(Oliver);

        // Each kill comes when a random share of what is still to come has been sent, and a little later: in the middle of requests, between
        // request and answer, in front of the journal's next line.
        var random = new Random(seed);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = await mailbox.CountAsync(Cancel);
            var share = random.NextDouble() * 2 / (Kills - kill + 2);
            await KillAfterAsync((int)(share * (total - before)), TimeSpan.FromMilliseconds(random.Next(40)));
            var after = await mailbox.CountAsync(Cancel);
            TestContext.Current.TestOutputHelper!.WriteLine($"Kill {kill}: {before} messages were there, {after} are");
        }

        Assert.InRange(await mailbox.CountAsync(Cancel), 1, total - 1);

        var last = await _world.MigrateAsync();

        Assert.True(last.Status == 0, last.Output);
        last.Report.AssertAddsUp();
        Assert.Equal(total, last.Report.Mailboxes[0].Totals.Found);
        Assert.Equal(total, last.Report.Mailboxes[0].Totals.Copied + last.Report.Mailboxes[0].Totals.AlreadyThere);
        await _world.AssertMovedAsync(Oliver, last.Report);
    }

    /// <summary>Runs a migration and kills it when so many more items have gone out. One that ends before is a fault of this test.</summary>
    private async Task KillAfterAsync(int items, TimeSpan later)
    {
        await using var process = TurnstoneProgram.Start(_world.Command(), _world.Folder);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        await _world.Line.WaitAsync(SentItem, _world.Line.Count(SentItem) + items, limit.Token);
        await Task.Delay(later, Cancel);
        Assert.False(process.HasExited, $"The migration had ended before it was killed:\n{process.Output}");
        process.Kill();
    }
}
