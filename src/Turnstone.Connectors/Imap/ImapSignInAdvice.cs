namespace Turnstone.Connectors.Imap;

/// <summary>What an operator can do about a refused sign-in: by the server's words where they are known, else by the form that was tried.</summary>
internal static class ImapSignInAdvice
{
    /// <summary>For Exchange's "User is authenticated but not connected".</summary>
    public const string NotConnected =
        "Give the administrator FullAccess on the mailbox and a mailbox of his own (Exchange refuses the built-in Administrator), and check the mailbox's alias and password.";

    private const string SecondFactor =
        "The account asks for a second factor, which no program can give: have a password made for applications, use a token, or an administrator's sign-in.";

    private static readonly (string Words, string Advice)[] Known =
    [
        ("application-specific password", "The provider wants a password made for applications: have the user make one in the account's security settings."), // Gmail, Yahoo
        ("app password", "The provider wants a password made for applications: have the user make one in the account's security settings."),
        ("second factor", SecondFactor),
        ("two-factor", SecondFactor),
        ("multi-factor", SecondFactor),
        ("basic authentication", "The provider takes no passwords any more: sign in with a token."), // Microsoft 365
        ("web browser", "The provider blocks the sign-in until the user signs in on its web page once: let him do that, then try again."), // Gmail [ALERT]
        ("web login required", "The provider blocks the sign-in until the user signs in on its web page once: let him do that, then try again."), // Gmail [WEBALERT]
        ("[EXPIRED]", "The password has expired: have it renewed at the source."), // RFC 5530
        ("password expired", "The password has expired: have it renewed at the source."),
        ("password has expired", "The password has expired: have it renewed at the source."),
        ("[PRIVACYREQUIRED]", "The server takes no password in the clear: write imaps://, or imap:// without ?tls=none."), // RFC 5530
        ("[LOGINDISABLED]", "The server takes passwords within TLS only: write imaps://, or imap:// without ?tls=none; if that is so already, it wants another way to sign in, such as a token."), // RFC 9051 section 7.2.2
        ("[AUTHORIZATIONFAILED]", "Name and password are right, but may not open this mailbox: give that account the right to, see that IMAP is on for it, and check the mailbox's name."), // RFC 5530
        ("IMAP access is disabled", "IMAP is switched off for this mailbox: switch it on at the source."), // Gmail, Zimbra
        ("not enabled for IMAP", "IMAP is switched off for this mailbox: switch it on at the source."),
        ("locked", "The account is locked, often by too many wrong passwords: have it unlocked at the source; trying again keeps it locked."),
        ("disabled", "The account is disabled: have it enabled at the source."),
        ("suspended", "The account is suspended: have it enabled at the source."),
        ("too many", "The source counts too many wrong passwords: wait until it forgets them, and check the password with another mail program first."),

        // What is more than that stands in the words, and above.
        ("[CONTACTADMIN]", "Only the server's administrator can help this account, which may be locked, disabled or suspended there; trying again does not."), // RFC 5530
    ];

    public static string For(ImapSignIn signIn, string words)
    {
        foreach (var (part, advice) in Known)
        {
            if (words.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return advice;
            }
        }

        return signIn switch
        {
            ImapSignIn.Password => "Check login and password with another mail program; some servers want the whole address as login, or a password made for applications.",
            ImapSignIn.MasterUser => "Check the master user's password, the separator (Dovecot: auth_master_user_separator) and that the user exists.",
            ImapSignIn.AuthorizationId => "Check the administrator's password, that he may act for others (Cyrus: admins or proxyservers in imapd.conf, Dovecot: a master passdb, Zimbra: an administrator account) and that the user exists.",
            ImapSignIn.ExchangeImap => "Check the form DOMAIN\\admin\\alias, the administrator's password, his FullAccess on the mailbox, and that IMAP is enabled for both.",
            ImapSignIn.ProxyAuth => "Check the administrator's password, that he belongs to the store administrators, and that the user exists; only Sun, Oracle and iPlanet servers know PROXYAUTH.",
            ImapSignIn.XMasterAuth => "Check the master password (Kerio: Configuration, Advanced Options, Master Authentication), that this machine's address is allowed there, and that the user exists.",
            ImapSignIn.GroupWise => "Check the trusted application's name and key, that its address and SSL settings in GroupWise admit this machine, and that the user exists.",
            ImapSignIn.Bearer => "The token was refused: it may have expired, be another user's, or lack the scope for IMAP; get a new one. At Microsoft 365 an application needs a service principal in Exchange (New-ServicePrincipal) and FullAccess as well.",
            _ => throw new InvalidOperationException($"No advice for {signIn.GetType().Name}."),
        };
    }
}
