using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Turnstone.Tests.Sandbox.Mime;

/// <summary>
/// What a reader of a message can see of it, as one line a fact, taken by MimeKit from any MIME: two messages that give the same
/// facts are the same mail to a person.
/// </summary>
internal static partial class VisibleMail
{
    private static readonly HashSet<HeaderId> HaveProperties =
    [
        HeaderId.Subject, HeaderId.From, HeaderId.Sender, HeaderId.To, HeaderId.Cc, HeaderId.Bcc, HeaderId.ReplyTo, HeaderId.Date,
        HeaderId.MessageId, HeaderId.InReplyTo, HeaderId.References, HeaderId.Importance, HeaderId.Priority, HeaderId.XPriority,
        HeaderId.XMSMailPriority, HeaderId.Sensitivity, HeaderId.DispositionNotificationTo, HeaderId.ReturnReceiptTo, HeaderId.MimeVersion,
    ];

    static VisibleMail() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IReadOnlyList<string> Facts(byte[] mime)
    {
        List<string> facts = [];
        Message(Parse(mime), "", facts);
        facts.Sort(StringComparer.Ordinal);
        return facts;
    }

    // Text without a single header is a body to Exchange, an error to MimeKit.
    private static MimeMessage Parse(byte[] mime)
    {
        try
        {
            return MimeMessage.Load(new MemoryStream(mime));
        }
        catch (FormatException)
        {
            return MimeMessage.Load(new MemoryStream([.. "\r\n"u8, .. mime]));
        }
    }

    private static void Message(MimeMessage message, string prefix, List<string> facts)
    {
        facts.Add($"{prefix}Subject: {message.Subject}");
        facts.Add($"{prefix}Date: {(message.Date == DateTimeOffset.MinValue ? "" : message.Date.UtcDateTime.ToString("s"))}");
        facts.Add($"{prefix}Message-ID: {Raw(message, HeaderId.MessageId)}");
        facts.Add($"{prefix}In-Reply-To: {Raw(message, HeaderId.InReplyTo)}");
        facts.Add($"{prefix}References: {Raw(message, HeaderId.References)}");
        facts.Add($"{prefix}From: {(message.From.Mailboxes.FirstOrDefault() is { } from ? Person(from) : "")}");
        Addresses("To", message.To);
        Addresses("Cc", message.Cc);
        Addresses("Bcc", message.Bcc);
        Addresses("Reply-To", message.ReplyTo);
        facts.AddRange(message.Headers
            .Where(header => header.Field.All(c => c is > ' ' and <= '~') && !HaveProperties.Contains(header.Id) && !header.Field.StartsWith("X-MS-Has-Attach", StringComparison.OrdinalIgnoreCase)
                && !header.Field.StartsWith("X-MS-TNEF-Correlator", StringComparison.OrdinalIgnoreCase))
            .Select(header => $"{prefix}{header.Field}: {Unfolded(header)}"));
        if (message.Body is { } body)
        {
            Entity(body, prefix, facts);
        }

        void Addresses(string name, InternetAddressList list) =>
            facts.AddRange(list.Mailboxes.Select(mailbox => $"{prefix}{name}: {Person(mailbox)}"));
    }

    private static void Entity(MimeEntity entity, string prefix, List<string> facts)
    {
        switch (entity)
        {
            case Multipart multipart:
                foreach (MimeEntity part in multipart)
                {
                    Entity(part, prefix, facts);
                }

                break;
            case MessagePart { Message: { } nested } and not TextRfc822Headers:
                Message(nested, prefix + "> ", facts);
                break;
            case TextPart text:
                string shown = text.Text.Replace("\r\n", "\n").Replace('\r', '\n').TrimEnd();
                if (shown.Length > 0)
                {
                    facts.Add($"{prefix}text {Name(text)} {Hash(Encoding.UTF8.GetBytes(shown))} {(shown.Length > 60 ? shown[..60] : shown)}");
                }

                break;
            case MimePart part:
                using (MemoryStream bytes = new())
                {
                    part.Content?.DecodeTo(bytes);
                    facts.Add($"{prefix}file {Name(part)} {bytes.Length} {Hash(bytes.ToArray())}");
                }

                break;
        }
    }

    private static string Person(MailboxAddress mailbox) => $"{mailbox.Name?.Trim()} <{mailbox.Address}>";

    private static string Raw(MimeMessage message, HeaderId id) =>
        message.Headers.FirstOrDefault(header => header.Id == id) is { } found ? Unfolded(found) : "";

    private static string Unfolded(Header header) =>
        header.Value.Replace("\r", "").Replace("\n", "").Trim(' ', '\t');

    // A nameless part is ATT00001.txt after Exchange.
    private static string Name(MimePart part) =>
        part.FileName is { } name && !NumberedName().IsMatch(name) ? name.Trim() : "";

    private static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 6));

    [GeneratedRegex(@"^ATT\d{5}\.\w+$")]
    private static partial Regex NumberedName();
}
