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
        ("too many open", 30, true), // Others say it of connections, sessions or logins, and in as many ways.
        ("too many concurrent", 30, true),
        ("number of connections", 30, true),
        ("connection limit", 30, true),
        ("exceeded command or bandwidth limits", 600, true), // Gmail, as [ALERT] and as [OVERQUOTA]; it holds for hours.
        ("temporary authentication failure", 30, true), // Dovecot up to 2.2, without a code.
        ("temporary problem, please try again later", 30, true), // Courier's BYE when its authentication daemon does not answer.
        ("server unavailable", 30, true), // Exchange, while the mailbox's database is down or moves.
    ];

    private static readonly (string Part, string Remedy)[] Remedies =
    [
        ("[UNAVAILABLE]", BackEnd),
        ("temporary authentication failure", BackEnd),
        ("temporary problem, please try again later", BackEnd),
        ("server unavailable", "Nothing is wrong with name and password: the mailbox's database is down or moves. Try again when it is back."),
        ("[INUSE]", "Another program has the mailbox for itself: close it there, or wait until it is done."),
        ("exceeded command or bandwidth limits", "Nothing to do: Gmail gives a mailbox some 2500 MB a day by IMAP, and goes on tomorrow."),
    ];

    private const string BackEnd =
        "Nothing is wrong with name and password: something behind the server does not answer, often its user database. Its own log says what; try again when that is mended.";

    private static readonly string[] Farewells = ["authentication fail", "login fail", "failed login", "bad login", "invalid login", "password", "credentials"];

    private static readonly string[] ForGood = ["[EXPIRED]", "[CONTACTADMIN]", "locked", "disabled", "suspended", "password expired", "password has expired"];

    private static readonly string[] Ends =
    [
        "session invalidated", "AccessTokenExpired", // Microsoft 365, an hour after the token was made.
        "session expired", // Gmail, a day after the sign-in or an hour after the token was made.
        "authenticated but not connected", // Exchange, once the mailbox's database has moved to another server.
    ];

    /// <summary>
    /// Whether a refusal shows that the secret was right: RFC 5530 has AUTHORIZATIONFAILED for an administrator who may not open this
    /// very mailbox.
    /// </summary>
    public static bool AcceptsSecret(string words) => words.Contains("[AUTHORIZATIONFAILED]", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a refusal gives a reason that only a person can mend (RFC 5530): a password that has expired, an account that is locked.</summary>
    public static bool IsForGood(string words) => ForGood.Any(part => words.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a refusal is about the session, which another one mends, and not about what was asked for.</summary>
    public static bool EndsSession(string words) => Ends.Any(part => words.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the words of a BYE in the middle of a sign-in are about the secret: some servers hang up instead of saying NO.</summary>
    public static bool IsFarewellToSecret(string words) =>
        words.StartsWith("BYE", StringComparison.OrdinalIgnoreCase)
        && Farewells.Any(part => words.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the server blames itself (RFC 5530): the sign-in was not judged.</summary>
    public static bool IsServersOwnFault(string words) => words.Contains("[SERVERBUG]", StringComparison.OrdinalIgnoreCase);

    /// <summary>What to do about a refusal that asks for patience.</summary>
    public static string RemedyFor(string words) =>
        Remedies.FirstOrDefault(known => words.Contains(known.Part, StringComparison.OrdinalIgnoreCase)).Remedy
        ?? "Nothing to do; if it lasts, use fewer connections to this server or raise its limits.";

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
