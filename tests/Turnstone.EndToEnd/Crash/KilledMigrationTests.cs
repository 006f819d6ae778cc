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

    // About what is sent while a kill is on its way: so much is kept back for each of those to come.
    private const int UnderWay = 150;
    private const string SentItem = "<t:MimeContent";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly SampleProfile Profile = new()
    {
        Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        MessagesPerMailbox = 5000,
        LargeMessageBytes = 5_000_000,
    };

    private static readonly SamplePerson Oliver = SampleCompany.People[0];
    private MigrationWorld _world = null!;
    private DirectoryInfo _temporary = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync([Oliver], watched: SentItem);
        _temporary = Directory.CreateDirectory(Path.Combine(_world.Folder, "tmp"));
        await MailLoader.LoadAsync(_world.Dovecot, SampleCompany.Mailboxes(Profile)[0], Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private enum Moment
    {
        /// <summary>Half a request has left.</summary>
        InRequest,

        /// <summary>Exchange has done its work and the answer is on its way.</summary>
        BeforeAnswer,

        /// <summary>Nobody knows: some milliseconds after an item was sent.</summary>
        Anywhere,
    }

    [Fact]
    public async Task KilledTenTimesAndRunAgain_EveryMessageArrivesOnce()
    {
        var total = (await _world.ReadOldAsync(Oliver)).Sum(folder => folder.Items.Count);
        var seed = Environment.TickCount;
        Say($"Seed {seed}, {total} messages");
        using var mailbox = _world.OpenNew(Oliver);

        var random = new Random(seed);
        long lost = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var (before, sentBefore) = (await mailbox.CountAsync(Cancel), _world.Line.Count(SentItem));
            var left = Kills - kill;
            var share = random.NextDouble() * 2 / (left + 2);
            var items = (int)(share * Math.Max(0, total - before - lost - (UnderWay * (left + 1))));
            var moment = (Moment)random.Next(3);
            await KillAsync(Math.Max(1, items), moment, TimeSpan.FromMilliseconds(random.Next(30)));

            // What was sent in vain is in doubt, and is not sent again before its request can no longer be at work.
            var (after, sent) = (await mailbox.CountAsync(Cancel), _world.Line.Count(SentItem) - sentBefore);
            lost += Math.Max(0, sent - (after - before));
            Say($"Kill {kill}, {moment}: {sent} messages sent, {after} of {total} there");
        }

        Assert.InRange(await mailbox.CountAsync(Cancel), 1, total - 1);

        // Mail that waited on disk has gone with the process that was to deliver it. What a kill met between a file's making and its vanishing is empty.
        Assert.All(_temporary.EnumerateFiles("turnstone-*"), file => Assert.Equal(0, file.Length));

        var last = await _world.MigrateAsync();

        Assert.True(last.Status == 0, last.Output);
        last.Report.AssertAddsUp();
        Assert.Equal(total, last.Report.Mailboxes[0].Totals.Found);
        Assert.Equal(total, last.Report.Mailboxes[0].Totals.Copied + last.Report.Mailboxes[0].Totals.AlreadyThere);
        await _world.AssertMovedAsync(Oliver, last.Report);
    }

    /// <summary>
    /// Runs a migration and kills it when so many more items have gone out, or when it waits for what is in doubt. One that ends before is
    /// a fault of this test.
    /// </summary>
    private async Task KillAsync(int items, Moment moment, TimeSpan later)
    {
        await using var process = TurnstoneProgram.Start(
            _world.Command(), _world.Folder, new Dictionary<string, string?> { ["TMPDIR"] = _temporary.FullName });
        var at = _world.Line.Count(SentItem) + items;
        var reached = moment == Moment.Anywhere
            ? _world.Line.WaitAsync(SentItem, at, Cancel)
            : _world.Line.FreezeAsync(SentItem, at, replies: moment == Moment.BeforeAnswer);
        await Task.WhenAny(reached, Task.Delay(Patience, Cancel));
        await Task.Delay(later, Cancel);
        Assert.False(process.HasExited, $"The migration had ended before it was killed:\n{process.Output}");
        process.Kill();
        await _world.Line.CutAsync();
    }

    private static void Say(string text) => TestContext.Current.TestOutputHelper!.WriteLine(text);
}
