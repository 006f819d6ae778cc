using System.Text.RegularExpressions;

namespace Turnstone.Connectors.Imap.Families;

/// <summary>
/// Recognises a server by what it says of itself. Greetings may be changed by whoever runs it, so the name in its ID answer (RFC 2971) goes before
/// them, and capabilities that one family alone has before both. What greetings look like is from MailKit's ImapEngine, nmap's service probes and
/// OpenVAS' detections.
/// </summary>
public static partial class ServerFamilies
{
    private static readonly (string Capability, ServerFamily Family)[] Capabilities =
    [
        ("X-GM-EXT-1", ServerFamily.Gmail),
        ("XGWEXTENSIONS", ServerFamily.GroupWise),
        ("AUTH=XGWTRUSTEDAPP", ServerFamily.GroupWise),
    ];

    private static readonly (string Part, ServerFamily Family)[] Names =
    [
        ("Dovecot", ServerFamily.Dovecot),
        ("Cyrus", ServerFamily.Cyrus),
        ("Courier", ServerFamily.Courier),
        ("Zimbra", ServerFamily.Zimbra),
        ("GImap", ServerFamily.Gmail), // Gimap ready for requests from …
        ("Exchange", ServerFamily.Exchange), // The Microsoft Exchange IMAP4 service is ready.
        ("Domino", ServerFamily.Domino), // Domino IMAP4 Server Release 10.0.1FP3 ready
        ("GroupWise", ServerFamily.GroupWise), // GroupWise IMAP4rev1 Server Ready
        ("Kerio", ServerFamily.Kerio),
        ("hMailServer", ServerFamily.HMailServer),
    ];

    /// <summary>What a family is called; of one that is not known, "a server of no known family".</summary>
    public static string NameOf(ServerFamily family) => family switch
    {
        ServerFamily.Unknown => "a server of no known family",
        ServerFamily.Exchange => "Exchange IMAP",
        ServerFamily.HMailServer => "hMailServer",
        ServerFamily.CPanel => "cPanel",
        _ => family.ToString(),
    };

    /// <summary>The family by all that is known of a server.</summary>
    /// <param name="greeting">Its first line, with or without the star.</param>
    /// <param name="name">The name in its ID answer; null where there is none.</param>
    /// <param name="capabilities">What it says it can do, a word each; may be empty.</param>
    public static ServerFamily Of(string greeting, string? name, IReadOnlyCollection<string> capabilities)
    {
        ArgumentNullException.ThrowIfNull(greeting);
        ArgumentNullException.ThrowIfNull(capabilities);
        return Capabilities.FirstOrDefault(known => capabilities.Contains(known.Capability, StringComparer.OrdinalIgnoreCase)).Family is var told and not ServerFamily.Unknown ? told
            : OfName(name) is var named and not ServerFamily.Unknown ? named

            // hMailServer's greeting as it is installed.
            : greeting.Trim().Equals("* OK IMAPrev1", StringComparison.OrdinalIgnoreCase) ? ServerFamily.HMailServer
            : OfName(WithoutCodes(greeting));
    }

    /// <summary>The family by the name that a server gives itself.</summary>
    public static ServerFamily OfName(string? name) =>
        name is null ? ServerFamily.Unknown : Names.FirstOrDefault(known => name.Contains(known.Part, StringComparison.OrdinalIgnoreCase)).Family;

    // A host may be called exchange.old.example and still be a Dovecot: what stands in a response code or looks like a host says nothing.
    private static string WithoutCodes(string greeting) =>
        string.Join(' ', Codes().Replace(greeting, "").Split(' ').Where(word => !word.TrimEnd('.').Contains('.', StringComparison.Ordinal)));

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Codes();
}
