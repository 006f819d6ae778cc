using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>RecipientMapping changes addresses in the head of a message and not one byte beside them.</summary>
public class RecipientMappingTests
{
    private readonly PassWorld _world = new();

    [Theory]
    [InlineData("From: a@x\r\n", "From: b@y\r\n")]
    [InlineData("from : <A@X>\r\n", "from : <b@y>\r\n")]
    [InlineData("To: \"a@x\" <a@x>, Otto <otto@x>\r\n", "To: \"a@x\" <b@y>, Otto <otto@z.example>\r\n")]
    [InlineData("To: a@x <a@x>\r\n", "To: a@x <b@y>\r\n")]
    [InlineData("Cc: =?utf-8?q?J=C3=B6rg_a=40x?= <a@x>,\r\n\t(a@x) q@x (the @x man)\r\n", "Cc: =?utf-8?q?J=C3=B6rg_a=40x?= <b@y>,\r\n\t(a@x) q@z.example (the @x man)\r\n")]
    [InlineData("Bcc: Friends: a@x, c@x; , d@other\r\n", "Bcc: Friends: b@y, c@z.example; , d@other\r\n")]
    [InlineData("To: undisclosed-recipients:;\r\n", null)]
    [InlineData("Reply-To: \"a\"@x\r\n", "Reply-To: b@y\r\n")]
    [InlineData("Reply-To: \"very odd\"@X\r\n", "Reply-To: \"very odd\"@z.example\r\n")]
    [InlineData("Sender: <@relay,@x:a@x>\r\n", "Sender: <@relay,@x:b@y>\r\n")]
    [InlineData("Sender: a\r\n @ x\r\n", "Sender: b@y\r\n")]
    [InlineData("To: p.q@x.\r\n", "To: p.q@z.example.\r\n")]
    [InlineData("To: a@sub.x, a@xx, xa@x.org, @x, a@[10.0.0.1], a@\r\n", null)]
    [InlineData("To: \"open <a@x>\r\n", "To: \"open <b@y>\r\n")]
    [InlineData("To: (open <a@x>\r\n", "To: (open <b@y>\r\n")]
    [InlineData("To: J\u00f6rg <a@x>\r\n", "To: J\u00f6rg <b@y>\r\n")]
    [InlineData("To: k@b\u00fccher.example, k@xn--bcher-kva.example\r\n", "To: k@books.example, k@books.example\r\n")]
    [InlineData("Resent-To: a@x\nResent-Message-ID: <a@x>\n", "Resent-To: b@y\nResent-Message-ID: <a@x>\n")]
    [InlineData("Resent-From: a@x\r\r\nResent-Cc: a@x\r\r\n", "Resent-From: b@y\r\r\nResent-Cc: b@y\r\r\n")]
    [InlineData("Return-Path: <a@x>\r\nDelivered-To: a@x\r\nMessage-ID: <a@x>\r\nSubject: a@x\r\nReferences: <a@x>\r\nX-To: a@x\r\nList-Post: <mailto:a@x>\r\n", null)]
    public async Task Addresses_AreMapped_AndEveryOtherByteStays(string head, string? expected)
    {
        const string Rest = "\r\nTo: a@x\r\n\0\u00ff a@x, <q@x>\r\nno final line end";
        _world.Inbox.Add(Bytes(head + Rest));

        var report = await RunAsync("a@x->b@y", "@x->@z.example", "b@y->never@twice", "@b\u00fccher.example->@books.example");

        Assert.Equal(Encoding.UTF8.GetBytes((expected ?? head) + Rest), _world.Destination.Deliveries[0].Content.ToArray());
        Assert.Equal(expected is null ? Grade.Perfect : Grade.Good, report.Grade);
        Assert.Equal(
            expected is null ? [] : ["recipient addresses rewritten as RecipientMapping asks"], (await _world.NotesAsync()).Select(note => note.Repair!));
    }

    [Fact]
    public async Task LineThatGrewTooLong_IsFoldedBetweenAddresses_AndReadsTheSame()
    {
        var people = string.Join(", ", Enumerable.Range(1, 40).Select(i => $"\"P, {i}\" <p{i}@x>"));
        _world.Inbox.Add(Bytes($"To: {people}\r\nCc: untouched@other, {new string('l', 100)}@other\r\n\r\nbody\r\n"));

        await RunAsync("@x->@a-much-longer-domain.example");

        var text = Delivered(0);
        Assert.All(text.Split("\r\nCc:")[0].Split("\r\n"), line => Assert.InRange(line.Length, 1, 78));
        Assert.Contains($"\r\nCc: untouched@other, {new string('l', 100)}@other\r\n\r\nbody\r\n", text, StringComparison.Ordinal);
        using var message = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);
        Assert.Equal(
            Enumerable.Range(1, 40).Select(i => ($"P, {i}", $"p{i}@a-much-longer-domain.example")),
            message.To.Mailboxes.Select(mailbox => (mailbox.Name!, mailbox.Address)));
    }

    [Theory]
    [InlineData("From: a@x\r\nTo: a@x")]
    [InlineData("From: a@x\r\nTo: a@x\r\n")]
    public async Task HeadWithoutABody_IsMappedToItsEnd(string message)
    {
        _world.Inbox.Add(Bytes(message));

        await RunAsync("a@x->b@y");

        Assert.Equal(message.Replace("a@x", "b@y", StringComparison.Ordinal), Delivered(0));
    }

    [Fact]
    public async Task VeryOldMail_WhoseLinesEndInCrAlone_IsMappedInItsHeadOnly()
    {
        _world.Inbox.Add(Bytes("From: a@x\rTo: a@x\r\rTo: a@x\r"));

        await RunAsync("a@x->b@y");

        Assert.Equal("From: b@y\rTo: b@y\r\rTo: a@x\r", Delivered(0));
    }

    [Fact]
    public async Task AttachedMessageAndSignedPart_AreUntouched()
    {
        const string Body = "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@x\r\nTo: a@x\r\n\r\na@x\r\n--b--\r\n";
        _world.Inbox.Add(Bytes("From: a@x\r\n" + Body));

        var report = await RunAsync("a@x->b@y");

        Assert.Equal("From: b@y\r\n" + Body, Delivered(0));
        Assert.Equal((1L, 0L), (report.Verification.Compared, report.Verification.Different));
    }

    [Fact]
    public async Task LargeMessage_KeepsItsBody_WithoutBeingCopied()
    {
        var body = new string('x', 6 << 20);
        _world.Inbox.Add(Bytes("From: a@x\r\n\r\n" + body));

        await RunAsync("a@x->b@y.example");

        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes("From: b@y.example\r\n\r\n" + body)), SHA256.HashData(_world.Destination.Deliveries[0].Content.Span));
    }

    [Fact]
    public async Task ContentKey_StaysThatOfTheOriginal_SoNothingComesTwice()
    {
        _world.WithInbox(5);
        await RunAsync("@old.example->@new.example");
        _world.Inbox.Renumber(77);

        var renumbered = await RunAsync("@old.example->@new.example");
        _world.Journal = new InMemoryJournal(_world.Time);
        var lostJournal = await _world.RunAsync();

        Assert.Equal((5, 5), (renumbered.Totals.AlreadyThere, lostJournal.Totals.AlreadyThere));
        Assert.Equal(5, _world.Destination.Deliveries.Count);
    }

    [Fact]
    public async Task Verification_ComparesWithTheFormItWasGiven_AndTakesEarlierOnesAsTheyCame()
    {
        _world.WithInbox(3);
        await RunAsync(VerificationMode.None);
        _world.Inbox.Add(SeedMessage.Plain(4));

        var report = await RunAsync(VerificationMode.Full, "@old.example->@new.example");

        Assert.Equal((4L, 0L), (report.Verification.Compared, report.Verification.Different));
        Assert.Contains("anna@new.example", Delivered(3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageThatMustBeAttached_KeepsTheSourcesBytesInside_AndMappedAddressesOutside()
    {
        const string Original = "From: Anna <a@x>\r\nSubject: s\r\n\r\nbody\r\n";
        _world.Inbox.Add(Bytes(Original));
        _world.Destination.Refuse = item => Read(item).Contains("original message.eml", StringComparison.Ordinal) ? null : Trouble.Refused(FailureCodes.DestinationItemRefused);

        await RunAsync("a@x->b@y");

        using var message = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(Delivered(0))), TestContext.Current.CancellationToken);
        using var attached = new MemoryStream();
        await ((MimePart)message.Attachments.Single()).Content!.DecodeToAsync(attached, TestContext.Current.CancellationToken);
        Assert.Equal(("b@y", Original), (message.From.Mailboxes.Single().Address, Encoding.UTF8.GetString(attached.ToArray())));
    }

    private Task<MailboxReport> RunAsync(params string[] mappings) => RunAsync(VerificationMode.Sample, mappings);

    private Task<MailboxReport> RunAsync(VerificationMode mode, params string[] mappings) =>
        _world.RunAsync(new PassOptions { RecipientMappings = [.. mappings.Select(RecipientMapping.Parse)], Verification = mode });

    private string Delivered(int index) => Encoding.UTF8.GetString(_world.Destination.Deliveries[index].Content.Span);

    private static string Read(PreparedItem item)
    {
        using var reader = new StreamReader(item.Content.OpenRead());
        return reader.ReadToEnd();
    }

    private static SeedMessage Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
