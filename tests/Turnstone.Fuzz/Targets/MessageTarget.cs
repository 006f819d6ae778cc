using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Transfer;
using Turnstone.Engine.Transfer.Repair;
using Turnstone.Engine.Verification;

namespace Turnstone.Fuzz.Targets;

/// <summary>A message, which may be any bytes at all: its head, what comparing it needs, and every rung of the repair ladder.</summary>
internal sealed class MessageTarget() : FuzzTarget(
    "message",
    "\r\n\r\n", "\n\n", "Content-Type: multipart/mixed; boundary=\"x\"\r\n", "--x\r\n", "--x--\r\n", "Content-Type: message/rfc822\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: x-uuencode\r\n",
    "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=\"x\"\r\n", "Content-Type: text/plain; charset=utf-7\r\n", "charset*0*=utf-8''%e2", "=?utf-8?B?w6Q=?=", "Date: Tue, 1 Jul 2003 10:52:37 +0200\r\n", "Received: ;", "begin 644 a\n", "Message-ID: <a@b>\r\n", "From: =?", "\0")
{
    private const int LongestCompared = 8 << 10;

    private static readonly SmtpAddress Mailbox = SmtpAddress.Parse("anna@old.example");
    private static readonly DateTimeOffset Received = new(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly ContentSpool _spool = new();

    public override long AllocationLimit(int length) => (64L << 20) + (20_000L * length) + (60_000L * Math.Min(length, LongestCompared));

    public override string Run(byte[] input)
    {
        using var content = ContentOf(input);
        var head = MessageHead.Read(content, Mailbox);
        BrokenLawException.Require(head.Key == MessageHead.Read(content, Mailbox).Key, "A message has one key, however often it is read.");
        using var stream = content.OpenRead();
        var facts = HeaderBlock.IsHopeless(stream) ? "hopeless" : ReadFacts(content);
        var item = new PreparedItem
        {
            Source = new SourceItem { Uid = 1, Size = input.Length },
            SourceKey = new SourceKey("0123456789abcdef01234567", 1, 1),
            ContentKey = head.Key,
            Content = content,
            Received = Received,
        };
        var rungs = 0;
        foreach (var (repair, form) in RepairLadder.Descend(item, _spool))
        {
            rungs++;
            BrokenLawException.Require(repair.Length > 0, "Each rung says what it did.");
            using var reading = form.OpenRead();
            reading.CopyTo(Stream.Null);
            BrokenLawException.Require(reading.Position == form.Length, "A form is as long as it says.");
        }

        BrokenLawException.Require(rungs > 0, "The last rung is there for every message.");
        if (input.Length <= LongestCompared)
        {
            var differences = MessageComparer.Compare(new MemoryStream(input), new MemoryStream([.. input]), CancellationToken.None);
            BrokenLawException.Require(differences.All(difference => difference.Kind == DifferenceKind.NotComparable), "A message does not differ from itself.");
        }

        return $"{head.Date is null} {head.LastHop is null} {head.IsIntricate} {facts} {rungs}";
    }

    private static string ReadFacts(ItemContent content)
    {
        using var stream = content.OpenRead();
        return MessageReader.Read(stream, CancellationToken.None) is { } facts ? $"{Math.Min(facts.Parts.Count, 6)}" : "";
    }

    private ItemContent ContentOf(byte[] input)
    {
        using var writer = _spool.Write(input.Length);
        writer.Write(input);
        return writer.Complete();
    }
}
