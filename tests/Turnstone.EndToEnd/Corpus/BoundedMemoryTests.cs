using System.Text;
using Turnstone.EndToEnd.Clients;
using Turnstone.EndToEnd.Servers;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Faults;
using Xunit;

namespace Turnstone.EndToEnd.Corpus;

/// <summary>A huge message, a huge header, and a thousand messages with poison among them, in a process of bounded memory.</summary>
public sealed class BoundedMemoryTests(DovecotSource server) : IClassFixture<DovecotSource>
{
    private const int AllowedMiB = 250;
    private const int HugeBytes = 150_000_000;
    private const int Batch = 1000;
    private const int PoisonUid = 501;

    /// <summary>The poison brings down every request that it is in as it is, and a server's error is not the item's to the client.</summary>
    private const string Poison = """{ "rules": [ { "operation": "CreateItem", "mime": "\r\n\r\nPoison", "internalServerError": true } ] }""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HugeMessageHugeHeaderAndPoisonedBatch_ArriveComparedToTheLast_WithinTheMemory()
    {
        var account = server.Take();
        var old = await OldInbox.FillAsync(server.Port, account, [.. Small(), Huge(), Headed()], Cancel);
        await using var world = await OneMailbox.StartAsync(server.Port, account, options => options with
        {
            Limits = new ServerLimits { MaxRequestBytes = HugeBytes * 2L },
            Faults = FaultPlan.Parse(Poison),
        });

        var result = await world.MigrateAsync(["--verify-content", "full"], PeakMemory.Meter);

        Assert.True(result.Status == 0, result.Output);
        Assert.InRange(PeakMemory.Read(result.Output), 1, AllowedMiB);
        var report = Assert.Single(result.Report.Mailboxes);
        Assert.Equal((old.Messages.Count, old.Messages.Count, "Good"), (report.Totals.Found, report.Totals.Copied, report.Grade));
        Assert.Equal((old.Messages.Count, 0), (report.Verification.Compared, report.Verification.Different));
        var repaired = Assert.Single(report.Items);
        Assert.Equal(PoisonUid, (int)repaired.Uid);
        Assert.StartsWith("original attached", repaired.Repair, StringComparison.Ordinal);
        using var ews = new RawEws(world.Login);
        var keys = (await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel)).Select(item => item.SourceKey).ToList();
        Assert.Equal((old.Messages.Count, old.Messages.Count), (keys.Count, keys.Distinct().Count()));
    }

    [Fact]
    public async Task HugeMessage_FailsAloneByDefault_AndTheReportNamesTheLimitAndItsSetting()
    {
        var account = server.Take();
        await OldInbox.FillAsync(server.Port, account, [.. Small().Take(3), Huge(), .. Small().Skip(3).Take(3)], Cancel);
        await using var world = await OneMailbox.StartAsync(server.Port, account);

        var result = await world.MigrateAsync([]);

        Assert.Equal(2, result.Status);
        var report = Assert.Single(result.Report.Mailboxes);
        Assert.Equal((7L, 6L, 1L), (report.Totals.Found, report.Totals.Copied, report.Totals.Failed));
        var failed = Assert.Single(report.Items);
        Assert.Equal(("failed", "destination/item-too-large", 4u), (failed.Outcome, failed.Code, failed.Uid));
        Assert.Contains("maxAllowedContentLength", failed.Remedy, StringComparison.Ordinal);
        Assert.Contains("64 MiB", failed.Remedy, StringComparison.Ordinal);
    }

    private static IEnumerable<OldMessage> Small() => Enumerable.Range(1, Batch).Select(number => Message(
        number, $"Subject: {number}\r\n\r\n{(number == PoisonUid ? "Poison" : new string('x', 3000))}\r\n"));

    private static OldMessage Huge()
    {
        var bytes = new MemoryStream(HugeBytes + 1000);
        bytes.Write("Subject: huge\r\nMessage-ID: <huge@old.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"u8);
        var line = Encoding.ASCII.GetBytes(new string('Q', 76) + "\r\n");
        while (bytes.Length < HugeBytes)
        {
            bytes.Write(line);
        }

        bytes.Write("--b--\r\n"u8);
        return new OldMessage("huge", bytes.ToArray(), ItemFlags.Seen, [], new DateTimeOffset(2011, 2, 3, 4, 5, 6, TimeSpan.Zero));
    }

    private static OldMessage Headed() => Message(
        0, $"Subject: headed\r\nReferences:{string.Concat(Enumerable.Range(0, 60_000).Select(number => $"\r\n <{number}.reference.to@old.example>"))}\r\n\r\ntext\r\n");

    private static OldMessage Message(int number, string text) =>
        OldMessage.Number(0, $"{number}", Encoding.ASCII.GetBytes($"From: ann@old.example\r\nMessage-ID: <{number}@old.example>\r\n{text}"));
}
