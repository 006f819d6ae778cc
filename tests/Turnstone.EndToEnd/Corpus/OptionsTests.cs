using System.Text;
using MimeKit;
using Turnstone.EndToEnd.Clients;
using Turnstone.EndToEnd.Migration;
using Turnstone.EndToEnd.Servers;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.EndToEnd.Corpus;

/// <summary>What an operator may ask for, by the executable from a real server: a plan first, a part, another part, and the rest.</summary>
public sealed class OptionsTests(DovecotSource server) : IClassFixture<DovecotSource>
{
    private static readonly DateTimeOffset Old = new(2011, 2, 3, 4, 5, 6, TimeSpan.FromHours(7));
    private static readonly DateTimeOffset New = new(2025, 2, 3, 4, 5, 6, TimeSpan.FromHours(-5));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DryRun_TellsWhatTheRealPassThenDoes_AndWritesNothing()
    {
        await using var world = await StartAsync(Mail("small", Old), Mail("large", New, size: 50_000), Mail("new", New));

        var plan = await world.MigrateAsync(["--dry-run", "--smaller-than", "20kB"]);
        using var ews = new RawEws(world.Login);
        var afterPlan = await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel);
        var real = await world.MigrateAsync(["--smaller-than", "20kB"]);

        Assert.True(plan.Status == 0, plan.Output);
        plan.Report.AssertAddsUp();
        var planned = plan.Report.Mailboxes[0].Totals;
        var copied = real.Report.Mailboxes[0].Totals;
        Assert.Empty(afterPlan);
        Assert.Equal((3, 0, 3), (planned.Found, planned.Copied, planned.Skipped));
        Assert.Contains($"3 messages: {copied.Copied} (", plan.Output, StringComparison.Ordinal);
        Assert.Contains("to copy, 1 left by rule. Estimated time 0:0", plan.Output, StringComparison.Ordinal);
        Assert.Equal((2, 1, "rule/too-large"), (copied.Copied, copied.Skipped, Assert.Single(real.Report.Mailboxes[0].Items).Code));
    }

    [Fact]
    public async Task NewestFirstThenFull_BringsEachOnce()
    {
        await using var world = await StartAsync(Mail("old", Old), Mail("new", New));

        var newest = await world.MigrateAsync(["--newer-than", "2024-01-01"]);
        var rest = await world.MigrateAsync([]);

        Assert.Equal((1, 1, "rule/too-old"), (newest.Report.Mailboxes[0].Totals.Copied, newest.Report.Mailboxes[0].Totals.Skipped, newest.Report.Mailboxes[0].Items.Single().Code));
        Assert.Equal((1, 1), (rest.Report.Mailboxes[0].Totals.Copied, rest.Report.Mailboxes[0].Totals.AlreadyThere));
        using var ews = new RawEws(world.Login);
        Assert.Equal([Old.ToUniversalTime(), New.ToUniversalTime()], (await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel)).Select(item => item.Received).Order());
    }

    [Fact]
    public async Task MappedAddressesAndKeywords_ArriveSo_AndCompareClean()
    {
        await using var world = await StartAsync(Mail("mapped", New, keywords: ["Work", "$label1", "$Important", "Old"]));
        var table = world.WriteFile("keywords.csv", "Keyword,Category\nWork,Projects\n$label1,\n$Important,Important\n");

        var result = await world.MigrateAsync(["--keywords", table, "--option", "RecipientMapping=\"@old.example->@new.example\"", "--verify-content", "full"]);

        Assert.True(result.Status == 0, result.Output);
        Assert.Equal(new JsonReport.Verification("full", 1, 0), result.Report.Mailboxes[0].Verification);
        Assert.Equal("Good", result.Report.Mailboxes[0].Grade);
        using var ews = new RawEws(world.Login);
        var item = Assert.Single(await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel));
        using var message = await MimeMessage.LoadAsync(new MemoryStream(await ews.GetMimeAsync(item.Id, Cancel)), Cancel);
        Assert.Equal(["Important", "Projects"], item.Categories.Order(StringComparer.Ordinal));
        Assert.Equal(("ann@new.example", "bob@else.example"), (message.From.Mailboxes.Single().Address, message.To.Mailboxes.Single().Address));
    }

    private async Task<OneMailbox> StartAsync(params IReadOnlyList<OldMessage> messages)
    {
        var account = server.Take();
        var old = await OldInbox.FillAsync(server.Port, account, messages, Cancel);
        Assert.Empty(old.Refused);
        return await OneMailbox.StartAsync(server.Port, account);
    }

    private static OldMessage Mail(string subject, DateTimeOffset received, int size = 10, IReadOnlyList<string>? keywords = null) => new(
        subject,
        Encoding.ASCII.GetBytes(
            $"From: Ann <ann@old.example>\r\nTo: bob@else.example\r\nSubject: {subject}\r\nDate: Mon, 2 Jan 2012 10:00:00 +0100\r\nMessage-ID: <{subject}@x>\r\n\r\n{string.Concat(Enumerable.Repeat("text\r\n", size / 6))}"),
        ItemFlags.Seen,
        keywords ?? [],
        received);
}
