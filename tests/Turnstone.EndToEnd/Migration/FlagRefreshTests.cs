using System.Globalization;
using Turnstone.EndToEnd.Clients;
using Turnstone.EndToEnd.Corpus;
using Turnstone.EndToEnd.Servers;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Imap;
using Turnstone.Testing;
using Turnstone.Testing.Exchange;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>Between two passes people go on reading and filing on both sides: the source's changes are brought over, the destination's are left.</summary>
public abstract class FlagRefreshTests(SourceServer server)
{
    private const int Messages = 12;

    /// <summary>What each message has at the source in the end, by UID.</summary>
    private static readonly string[] Expected =
    [
        "01 read verb 0 []", "02 unread verb 0 []", "03 unread flagged verb 0 []", "04 unread verb 0 []", "05 read verb 102 []", "06 unread verb 0 [Work]", "07 unread verb 0 []",
        "08 unread flagged verb 0 []", "09 read verb 0 []", "11 unread flagged verb 0 []", "12 unread verb 0 []",
    ];

    private static readonly Dictionary<int, string[]> Before = new() { [2] = ["\\Seen"], [4] = ["\\Flagged"], [5] = ["\\Seen"], [7] = ["Work", "Private"] };

    /// <summary>Whether a later pass is told by the server what has changed since the one before.</summary>
    protected abstract bool TellsChanges { get; }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChangesAtTheSource_AreBroughtOver_AndThoseAtTheDestinationLeft()
    {
        var account = server.Take();
        await FillAsync(account, Messages);
        await using var world = await OneMailbox.StartAsync(server.Port, account);
        using var ews = new RawEws(world.Login);
        using var owner = new MailboxOwner(world.Login.Url, world.Login.Login, world.Login.Password, authority: null);
        Assert.Equal(0, (await world.MigrateAsync([])).Status);
        var there = (await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel)).ToDictionary(UidOf);

        await StoreAsync(account, "1,8:10 +FLAGS (\\Seen)", "2 -FLAGS (\\Seen)", "3 +FLAGS (\\Flagged)", "4 -FLAGS (\\Flagged)", "5 +FLAGS (\\Answered)", "6 +FLAGS (Work)", "7 -FLAGS (Work Private)");
        await owner.FlagItemsAsync([there[8].Id, there[11].Id], Cancel);
        await owner.MoveItemsAsync([there[9].Id], MailboxOwner.Distinguished("sentitems"), Cancel);
        await owner.DeleteItemsAsync([there[10].Id], "HardDelete", Cancel);
        var plan = await world.MigrateAsync(["--refresh-flags", "--dry-run"]);
        var second = await world.MigrateAsync(["--refresh-flags"]);
        await StoreAsync(account, "10 -FLAGS (\\Seen)");
        var third = await world.MigrateAsync(["--refresh-flags"]);

        // Of a message that is gone nobody knows what it was like, unless the source says that it changed.
        var gone = TellsChanges ? 1 : 0;
        Assert.Equal(new JsonReport.RefreshCounts(9 + gone, 0, 1, gone, 0, 8), plan.Report.Mailboxes[0].Refresh);
        Assert.Equal(new JsonReport.RefreshCounts(9 + gone, 8, 1, gone, 0, 0), second.Report.Mailboxes[0].Refresh);
        Assert.Contains($"Flags of {9 + gone} messages that were there had changed: 8 refreshed, 1 left as changed at the destination", second.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal((0, Messages), (second.Report.Mailboxes[0].Totals.Copied, second.Report.Mailboxes[0].Totals.AlreadyThere));
        Assert.Equal(TellsChanges ? new JsonReport.RefreshCounts(1, 0, 0, 1, 0, 0) : new JsonReport.RefreshCounts(1, 0, 1, 0, 0, 0), third.Report.Mailboxes[0].Refresh);
        foreach (var result in new[] { second, third })
        {
            Assert.Equal(0, result.Status);
            result.Report.AssertAddsUp();
            Assert.Equal("Perfect", result.Report.Mailboxes[0].Grade);
        }

        Assert.Equal(Expected, await LinesAsync(ews));

        await StoreAsync(account, "1 -FLAGS (\\Seen)", "12 +FLAGS (Work)");
        world.LoseState();
        var afterALoss = await world.MigrateAsync(["--refresh-flags"]);
        await StoreAsync(account, "12 -FLAGS (Work)", "10 +FLAGS (\\Seen)");
        var last = await world.MigrateAsync(["--refresh-flags"]);

        // What was deleted beyond recovery is known to the journal alone.
        Assert.Equal(1, afterALoss.Report.Mailboxes[0].Totals.Copied);
        Assert.Equal(new JsonReport.RefreshCounts(3, 2, 1, 0, 0, 0), afterALoss.Report.Mailboxes[0].Refresh);
        Assert.Equal(
            TellsChanges ? new JsonReport.RefreshCounts(2, 2, 0, 0, 0, 0) : new JsonReport.RefreshCounts(3, 2, 1, 0, 0, 0),
            last.Report.Mailboxes[0].Refresh);
        Assert.Equal(["01 unread verb 0 []", .. Expected[1..9], "10 read verb 0 []", .. Expected[9..]], await LinesAsync(ews));
    }

    [Fact]
    public async Task KilledInTheMiddle_TheNextPassDoesTheRest()
    {
        const int Many = 220;
        var account = server.Take();
        await FillAsync(account, Many);
        await using var world = await OneMailbox.StartAsync(
            server.Port, account, options => options with { Faults = FaultPlan.Parse("""{ "rules": [ { "operation": "UpdateItem", "nth": 3, "delay": 120000 } ] }""") });
        using var ews = new RawEws(world.Login);
        Assert.Equal(0, (await world.MigrateAsync([])).Status);
        await StoreAsync(account, "1:* +FLAGS (\\Seen)");

        await using (var program = world.Start(["--refresh-flags"]))
        {
            for (var isHalf = false; !isHalf; await Task.Delay(50, Cancel))
            {
                Assert.False(program.HasExited, program.Output);
                isHalf = (await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel)).Count(item => item.IsRead) > 50;
            }

            program.Kill();
        }

        var done = (await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel)).Count(item => item.IsRead);
        var next = await world.MigrateAsync(["--refresh-flags"]);

        Assert.Equal(0, next.Status);
        Assert.InRange(done, 51, Many - 1);
        Assert.Equal((0L, Many - done), (next.Report.Mailboxes[0].Totals.Copied, next.Report.Mailboxes[0].Refresh!.Refreshed));
        Assert.All(await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel), item => Assert.True(item.IsRead));
    }

    private async Task FillAsync(MailAccount account, int count)
    {
        using var client = await LineClient.SignInAsync(server.Port, account, Cancel);
        for (var number = 1; number <= count; number++)
        {
            var message = SeedMessage.Plain(number);
            await client.AppendAsync("INBOX", Before.GetValueOrDefault(number) ?? [], message.Received, message.Content, Cancel);
        }
    }

    private async Task StoreAsync(MailAccount account, params string[] changes)
    {
        using var client = await LineClient.SignInAsync(server.Port, account, Cancel);
        await client.CommandAsync("SELECT INBOX", Cancel);
        foreach (var change in changes)
        {
            await client.CommandAsync($"UID STORE {change}", Cancel);
        }
    }

    private static async Task<IEnumerable<string>> LinesAsync(RawEws ews)
    {
        var items = (await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel)).Concat(await ews.FindItemsAsync(ews.Distinguished("sentitems"), Cancel));
        return items.OrderBy(UidOf).Select(item => string.Create(
            CultureInfo.InvariantCulture,
            $"{UidOf(item):00} {(item.IsRead ? "read" : "unread")}{(item.IsFlagged ? " flagged" : "")} verb {item.LastVerb} [{string.Join(", ", item.Categories.Order(StringComparer.Ordinal))}]"));
    }

    // The last part of a source key is the UID.
    private static uint UidOf(RawItem item) => uint.Parse(item.SourceKey![^8..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

public sealed class DovecotFlagRefreshTests(DovecotSource server) : FlagRefreshTests(server), IClassFixture<DovecotSource>
{
    protected override bool TellsChanges => true;
}

public sealed class CyrusFlagRefreshTests(CyrusSource server) : FlagRefreshTests(server), IClassFixture<CyrusSource>
{
    protected override bool TellsChanges => true;
}

public sealed class CourierFlagRefreshTests(CourierSource server) : FlagRefreshTests(server), IClassFixture<CourierSource>
{
    protected override bool TellsChanges => false;
}
