namespace Turnstone.Connectors.Imap;

/// <summary>Reads the one thing in a refusal that a client must act on: whether it means "not now".</summary>
internal static class ImapRefusal
{
    private static readonly (string Code, int Seconds, bool OnlyWhenSigningIn)[] Table =
    [
        ("[THROTTLED]", 30, false), // Gmail; dovecot's imapc starts at 50 ms and doubles, our caller does the doubling.
        ("[LIMIT]", 30, true), // RFC 5530; Dovecot's mail_max_userip_connections. Of a folder or message it is final.
        ("[INUSE]", 10, false), // RFC 5530: another session holds the mailbox.
        ("[UNAVAILABLE]", 30, false), // RFC 5530: a subsystem is down for a while.
        ("too many simultaneous", 30, true), // Gmail and Exchange say it without a code.
        ("too many connections", 30, true), // Courier, Yahoo.
    ];

    /// <summary>How long to wait, or null where waiting is no help.</summary>
    /// <param name="words">The server's refusal, codes included.</param>
    /// <param name="signingIn">Whether it came while connecting, signing in or as a BYE, where it speaks of connections.</param>
    public static TimeSpan? AsksForPatience(string words, bool signingIn)
    {
        foreach (var (code, seconds, onlyWhenSigningIn) in Table)
        {
            if ((signingIn || !onlyWhenSigningIn) && words.Contains(code, StringComparison.OrdinalIgnoreCase))
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return null;
    }
}
