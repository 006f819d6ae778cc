using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Turnstone.EndToEnd.Clients;
using Turnstone.EndToEnd.Migration;
using Turnstone.EndToEnd.Servers;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox.Faults;
using Xunit;

namespace Turnstone.EndToEnd.Corpus;

/// <summary>What Exchange refuses arrives in the first form that it takes, told in the report; what lies beside it arrives as it is. Courier keeps NUL bytes.</summary>
public sealed class RefusedMessageTests(CourierSource server) : IClassFixture<CourierSource>
{
    private static readonly DateTimeOffset Received = new(2011, 2, 3, 4, 5, 6, TimeSpan.FromHours(7));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MessageRefusedInEveryFormButTheLast_ArrivesAttached_ByteForByte_WithItsEnvelopeAndState()
    {
        const string Refuse = """{ "rules": [ { "operation": "CreateItem", "mime": "X-Poison", "refuseItem": "ErrorMimeContentConversionFailed" } ] }""";
        byte[] poison =
        [
            .. "From: J\u00f6rg <joerg@old.example>\r\nTo: Ann <ann@old.example>, bob@old.example\r\nCc: carl@old.example\r\nSubject: Gr\u00fc\u00dfe\r\nDate: Mon, 2 Jan 2012 10:00:00 +0100\r\nMessage-ID: <poison@old.example>\r\nX-Poison: yes\r\n"u8,
            .. "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nNUL \0, bare\rreturn\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF \u00e4\r\n"u8,
        ];
        var (world, report) = await MigrateAsync(Refuse, [("before", Plain("before")), ("poison", poison), ("after", Plain("after"))]);
        await using var _ = world;

        var repaired = Assert.Single(report.Items);
        Assert.Equal(
            "original attached, byte for byte, to a plain message (line ends made CR LF, NUL bytes removed and lines over 998 bytes broken and 8-bit characters in header fields encoded"
            + " and MIME structure written anew with its missing boundaries did not help), because the destination refused the original (destination/item-refused)",
            repaired.Repair);
        using var ews = new RawEws(world.Login);
        var item = (await ews.FindItemsAsync(ews.Distinguished("inbox"), Cancel)).Single(item => item.SourceKey!.EndsWith("-00000002", StringComparison.Ordinal));
        Assert.Equal((Received.ToUniversalTime(), true, false, true, 102, "Work"), (item.Received, item.IsRead, item.IsDraft, item.IsFlagged, item.LastVerb, item.Categories.Single()));
        using var envelope = await MimeMessage.LoadAsync(new MemoryStream(await ews.GetMimeAsync(item.Id, Cancel)), Cancel);
        Assert.Equal("\"J\u00f6rg\" <joerg@old.example>", envelope.From.Mailboxes.Single() is var from ? $"\"{from.Name}\" <{from.Address}>" : "");
        Assert.Equal(["ann@old.example", "bob@old.example"], envelope.To.Mailboxes.Select(to => to.Address));
        Assert.Equal(("carl@old.example", "Gr\u00fc\u00dfe", "poison@old.example"), (envelope.Cc.Mailboxes.Single().Address, envelope.Subject, envelope.MessageId));
        Assert.Equal(new DateTimeOffset(2012, 1, 2, 9, 0, 0, TimeSpan.Zero), envelope.Date.ToUniversalTime());
        using var attached = new MemoryStream();
        await Assert.IsType<MimePart>(Assert.Single(envelope.Attachments)).Content!.DecodeToAsync(attached, Cancel);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(await world.ReadOldAsync(uid: 2, Cancel))), Convert.ToHexString(SHA256.HashData(attached.ToArray())));
    }

    [Fact]
    public async Task EachRung_TakesWhatTheOneBeforeCannotMend()
    {
        var form = string.Join('|', @"\x00", @"[^\r\n]{999}", @"\A(?:[^\r\n]+\r\n)*[^\r\n]*[\x80-\xff]", @"\A(?s:(?=.*multipart/)(?!.*\n--[^\r\n]+--\r\n))");
        var refuse = $$"""{ "rules": [ { "operation": "CreateItem", "mime": "{{form.Replace("\\", "\\\\", StringComparison.Ordinal)}}", "refuseItem": "ErrorMimeContentInvalid" } ] }""";

        var (world, report) = await MigrateAsync(refuse,
        [
            ("1", Plain("untouched")),
            ("2 nul", "From: a@old.example\r\nSubject: nul\r\n\r\na\0b\r\n"u8.ToArray()),
            ("3 long", Encoding.ASCII.GetBytes($"From: a@old.example\r\nSubject: long\r\n\r\n{string.Concat(Enumerable.Repeat("words ", 500))}\r\n")),
            ("4 raw", "From: a@old.example\r\nSubject: Gr\u00fc\u00dfe\r\n\r\ntext\r\n"u8.ToArray()),
            ("5 open", "From: a@old.example\r\nSubject: open\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n"u8.ToArray()),
            ("6 all", "From: a@old.example\r\nSubject: Gr\u00fc\u00dfe\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\na\0b\r\n"u8.ToArray()),
            ("7", Plain("untouched as well")),
        ]);
        await using var _ = world;

        const string Lines = "line ends made CR LF, NUL bytes removed and lines over 998 bytes broken";
        const string Raw = "8-bit characters in header fields encoded";
        const string Open = "MIME structure written anew with its missing boundaries";
        const string Why = ", because the destination refused the original (destination/item-refused)";
        Assert.Equal(
            [$"2 {Lines}{Why}", $"3 {Lines}{Why}", $"4 {Raw}{Why}", $"5 {Open}{Why}", $"6 {Lines} and {Raw} and {Open}{Why}"],
            report.Items.OrderBy(item => item.Uid).Select(item => $"{item.Uid} {item.Repair}"));
    }

    /// <summary>A whole run over an inbox of these: everything is there, compared, and graded as repaired.</summary>
    private async Task<(OneMailbox World, JsonReport.Mailbox Report)> MigrateAsync(string faults, IReadOnlyList<(string Name, byte[] Bytes)> messages)
    {
        var account = server.Take();
        var state = ItemFlags.Seen | ItemFlags.Flagged | ItemFlags.Answered;
        var old = await OldInbox.FillAsync(server.Port, account, [.. messages.Select(mail => new OldMessage(mail.Name, mail.Bytes, state, ["Work"], Received))], Cancel);
        Assert.Empty(old.Refused);
        var world = await OneMailbox.StartAsync(server.Port, account, options => options with { Faults = FaultPlan.Parse(faults) });

        var result = await world.MigrateAsync(["--verify-content", "full"]);

        Assert.True(result.Status == 0, result.Output);
        var report = Assert.Single(result.Report.Mailboxes);
        Assert.Equal((messages.Count, messages.Count, "Good"), (report.Totals.Found, report.Totals.Copied, report.Grade));
        Assert.Equal(new JsonReport.Verification("full", messages.Count, 0), report.Verification);
        return (world, report);
    }

    private static byte[] Plain(string subject) => Encoding.ASCII.GetBytes($"From: a@old.example\r\nSubject: {subject}\r\nMessage-ID: <{subject.Replace(' ', '.')}@x>\r\n\r\ntext\r\n");
}
