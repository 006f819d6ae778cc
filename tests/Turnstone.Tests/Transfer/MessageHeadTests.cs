using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Transfer;
using Turnstone.Fuzz;
using Turnstone.Fuzz.Targets;
using Turnstone.Tests.Sandbox.Mime;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>
/// What is read of a message is what MimeKit reads of it, whether its header is read here or there. The keys stand on people's items: one
/// that came out differently would bring a message over twice.
/// </summary>
public sealed class MessageHeadTests
{
    private const int Mutations = 3000;

    private static readonly SmtpAddress Anna = SmtpAddress.Parse("Anna@old.example");

    [Fact]
    public void EveryMessageOfTheCorpus_IsReadAsMimeKitReadsIt() =>
        Assert.All(MailCorpus.Messages(), mail => AssertReadAsByMimeKit(mail.Bytes));

    [Fact]
    public void BrokenMessages_AreReadAsMimeKitReadsThem()
    {
        var target = new MessageTarget();
        var random = new Random(20261126);
        var mutator = new Mutator(target, random);
        byte[][] seeds = [.. Corpus.Of(target), .. Handmade.Select(Encoding.Latin1.GetBytes)];
        Assert.All(seeds, AssertReadAsByMimeKit);

        for (var i = 0; i < Mutations; i++)
        {
            AssertReadAsByMimeKit(mutator.Mutate(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)]));
        }
    }

    [Fact]
    public void BrokenMessagesOfTheCorpus_AreReadAsMimeKitReadsThem()
    {
        byte[][] seeds = [.. MailCorpus.Messages().Select(mail => mail.Bytes[..Math.Min(mail.Bytes.Length, 8 << 10)])];
        var random = new Random(20261127);
        var mutator = new Mutator(new MessageTarget(), random);

        for (var i = 0; i < Mutations; i++)
        {
            AssertReadAsByMimeKit(mutator.Mutate(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)]));
        }
    }

    [Theory]
    [InlineData("multipart/signed; protocol=\"a/b\"", true)]
    [InlineData("Message/RFC822", true)]
    [InlineData("(a comment) multipart/report", true)]
    [InlineData("multipart/mixed; boundary=\"multipart/signed\"", false)]
    [InlineData("text/plain", false)]
    [InlineData("=?utf-8?Q?multipart/signed?=", true)]
    public void IntricateTypes_AreKnown(string type, bool isIntricate)
    {
        using var content = ContentOf(Encoding.ASCII.GetBytes($"Content-Type: {type}\r\n\r\n"), new ContentSpool());

        Assert.Equal(isIntricate, MessageHead.Read(content, Anna).IsIntricate);
    }

    /// <summary>Each is a way in which a header can be other than a reader that looks at lines alone would have it.</summary>
    private static IEnumerable<string> Handmade =>
    [
        "Received: by a; Mon, 1 Jan 2024 08:00:01 +0100\r\nReceived: by b; Mon, 1 Jan 2024 07:00:01 +0100\r\nMessage-ID: <1@x>\r\nDate: Mon, 1 Jan 2024 08:00:00 +0100\r\nFrom: a@x\r\nSubject: S\r\nContent-Type: multipart/signed; boundary=x\r\n\r\nBody\r\n",
        "message-id:<1@x>\ndAtE:\n\tMon, 1 Jan 2024\n 08:00:00 +0100\nSUBJECT: =?utf-8?Q?a?=\n =?utf-8?Q?b?=\n\nBody\n",
        "Date: Mon, 1 Jan 2024 08:00:00 +0100\r\nDate: Tue, 2 Jan 2024 08:00:00 +0100\r\nFrom: \xe4\xf6@x\r\n\r\n",
        "Date: Mon, 1 Jan 2024 08:00:00 +0100\r\n \t\r\nFrom: a@x\r\n\r\nBody",
        "Date : Mon, 1 Jan 2024 08:00:00 +0100\r\nFrom: a@x\r\n\r\nBody",
        "Date: Mon, 1 Jan 2024 08:00:00 +0100\rFrom: a@x\r\r\nBody",
        "Message-ID: <1@x>\r\nFrom nobody Mon Jan 1 08:00:00 2024\r\nFrom: a@x\r\n\r\n",
        "From anna@x Mon Jan  1 08:00:00 2024\r\nDate: Mon, 1 Jan 2024 08:00:00 +0100\r\n\r\n",
        "\xef\xbb\xbfDate: Mon, 1 Jan 2024 08:00:00 +0100\r\nMessage-ID: <1@x>\r\n\r\n",
        " folded: first\r\nMessage-ID: <1@x>\r\n\r\n",
        "Message-ID: <1@x>\r\nSubject: cut off",
        "Message-ID: <1@x>\r\nSubject:\r\nFrom:\r\n\r\n",
        "Message-ID: <1@x>\r\n--x\r\nSubject: S\r\n\r\n",
        "Message-ID: <1@x>\r\n: no name\r\nSubject: S\r\n\r\n",
        "Message-ID: <1@x>\r\nSubject: a\0b\r\n\r\n",
        "Message-ID: <1@x>\r\nReceived: " + string.Concat(Enumerable.Repeat("by a;\r\n ", 9000)) + "Mon, 1 Jan 2024 08:00:01 +0100\r\n\r\nBody",
        "\r\nMessage-ID: <1@x>\r\n\r\nBody",
        "\n\n",
    ];

    private static void AssertReadAsByMimeKit(byte[] mail)
    {
        // In memory and on disk.
        using var pooled = ContentOf(mail, new ContentSpool());
        using var spooled = ContentOf(mail, new ContentSpool(memoryLimit: 0));
        var expected = Reference.Read(mail);
        foreach (var content in (ItemContent[])[pooled, spooled])
        {
            var head = MessageHead.Read(content, Anna);

            Assert.Equal(expected, new Reference(head.Key.Value, head.FormerKey.Value, head.Date, head.LastHop, head.IsIntricate));
        }
    }

    private static ItemContent ContentOf(byte[] mail, ContentSpool spool)
    {
        using var writer = spool.Write(mail.Length);
        writer.Write(mail);
        return writer.Complete();
    }

    /// <summary>What MimeKit makes of a message, by docs/exchange-properties.md and nothing of the product but its dates.</summary>
    private sealed record Reference(string Key, string FormerKey, DateTimeOffset? Date, DateTimeOffset? LastHop, bool IsIntricate)
    {
        private static readonly HeaderId[] Identity = [HeaderId.MessageId, HeaderId.Date, HeaderId.From, HeaderId.Subject];

        public static Reference Read(byte[] mail)
        {
            var head = mail[..EndOfHead(mail)];
            var unfolded = HeaderBlock.Unfold(head).ToArray();
            var strict = Try(() => HeaderList.Load(new MemoryStream(unfolded)));
            var headers = strict ?? Try(() => MimeMessage.Load(new MemoryStream(unfolded)).Headers) ?? [];
            var body = mail[head.Length..];
            byte[] key = [.. Fields(strict ?? [], [.. Identity, HeaderId.Received], head), .. LengthOf(body), .. body.Take(64 << 10)];
            var mailbox = SHA256.HashData("anna@old.example"u8);
            return new Reference(
                $"{Convert.ToHexStringLower(mailbox)[..8]}-{Digest(key)}",
                Digest(Fields(strict ?? [], Identity, head)),
                headers[HeaderId.Date] is { } date ? DateField.Read(date) : null,
                headers[HeaderId.Received] is { } hop ? DateField.ReadReceived(hop) : null,
                headers[HeaderId.ContentType] is { } value && ContentType.TryParse(value, out var type) && IsIntricateType(type));
        }

        private static int EndOfHead(byte[] mail)
        {
            for (var i = 1; i < mail.Length; i++)
            {
                if (mail[i] == '\n' && (mail[i - 1] == '\n' || (i > 1 && mail[i - 1] == '\r' && mail[i - 2] == '\n')))
                {
                    return Math.Min(i + 1, 1 << 20);
                }
            }

            return Math.Min(mail.Length, 1 << 20);
        }

        private static byte[] Fields(HeaderList headers, HeaderId[] ids, byte[] head) =>
            headers.Contains(HeaderId.MessageId) || headers.Contains(HeaderId.Date)
                ? [.. ids.SelectMany(id => (byte[])[.. Visible(headers.FirstOrDefault(header => header.Id == id)?.RawValue ?? []), (byte)'\n'])]
                : [.. Visible(head)];

        private static IEnumerable<byte> Visible(byte[] bytes) => bytes.Where(b => b is > 0x20 and < 0x7f);

        private static byte[] LengthOf(byte[] body)
        {
            var length = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(length, body.Length);
            return length;
        }

        private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..32];

        private static bool IsIntricateType(ContentType type) =>
            type.MimeType.ToLowerInvariant() is "multipart/signed" or "multipart/encrypted" or "multipart/report" or "multipart/digest"
                or "message/rfc822" or "application/pkcs7-mime" or "application/x-pkcs7-mime";

        private static HeaderList? Try(Func<HeaderList> read)
        {
            try
            {
                return read();
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }
}
