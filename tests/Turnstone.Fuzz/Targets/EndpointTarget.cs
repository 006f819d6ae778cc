using System.Text;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Fuzz.Targets;

/// <summary>Addresses, expressions and the like as people type them: understood, or refused in a FormatException that says why.</summary>
internal sealed class EndpointTarget() : FuzzTarget("endpoint", "imaps://", "imap://", "https://", "autodiscover:", ":993", ":0", ":99999", "?tls=none", "/owa", "/EWS/Exchange.asmx", "@", "[::1]", "user:secret@", "%00", "xn--", "old.example", "^INBOX/->", "(", "..", "'", "ß")
{
    // An expression that cannot be kept busy by a name is costly to make, and no longer than 4,000 characters.
    public override long AllocationLimit(int length) => (1L << 30) + (1000L * length);

    public override string Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        return Kind(() => ImapEndpoint.Parse(text).ToString()) + Kind(() => ExchangeEndpoint.Parse(text).Url.AbsoluteUri) + Kind(() => FolderMapping.Parse(text).ToString())
            + Kind(() => FolderFilter.Parse(text).ToString()) + Kind(() => RecipientMapping.Parse(text).ToString()) + Kind(() => SmtpAddress.Parse(text).Value);
    }

    private static string Kind(Func<string?> read)
    {
        try
        {
            return read() is null ? "null " : "read ";
        }
        catch (FormatException e)
        {
            BrokenLawException.Require(e.Message.Length > 0, "A refusal says why.");
            return string.Concat(e.Message.Where(char.IsAsciiLetter)).PadRight(24)[..24] + " ";
        }
    }
}
