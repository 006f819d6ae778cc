namespace Turnstone.Cli.Settings;

/// <summary>How an administrator names the mailbox to open; the words of <c>--source-admin</c>.</summary>
internal abstract record SourceAdministratorForm
{
    /// <summary>What each word means, for help texts.</summary>
    public const string Help =
        "How the administrator opens a user's mailbox: none; separator:* (Dovecot, UW: signs in as user*admin); authzid (PLAIN with authorization id: Dovecot, Cyrus, Zimbra); proxyauth (Sun, Oracle); "
        + "exchange (Exchange's IMAP: DOMAIN\\admin\\alias, or with slashes if the login has them); xmasterauth (Kerio's master password, without a login); "
        + "groupwise (the login is a trusted application's name, the password its key). Default none.";

    private const string Remedy = "Write none, separator:* (or another separator), authzid, proxyauth, exchange, xmasterauth or groupwise.";

    private SourceAdministratorForm()
    {
    }

    /// <summary>The form; null where none is given or it was refused.</summary>
    public static SourceAdministratorForm? Read(string option, string? text, Findings findings)
    {
        switch (text)
        {
            case null:
                return null;
            case "none":
                return new None();
            case "authzid":
                return new AuthorizationId();
            case "proxyauth":
                return new ProxyAuth();
            case "exchange":
                return new Exchange();
            case "xmasterauth":
                return new XMasterAuth();
            case "groupwise":
                return new GroupWise();
            case var form when form.StartsWith("separator:", StringComparison.Ordinal) && form.Length > "separator:".Length:
                return new Separator(form["separator:".Length..]);
            default:
                findings.Refuse(option, $"\"{text}\" is none of its values.", Remedy);
                return null;
        }
    }

    /// <summary>Not at all: the login is the mailbox's own.</summary>
    public sealed record None : SourceAdministratorForm;

    /// <summary><c>user*admin</c> as the login.</summary>
    public sealed record Separator(string Text) : SourceAdministratorForm;

    /// <summary>PLAIN with an authorization identity.</summary>
    public sealed record AuthorizationId : SourceAdministratorForm;

    /// <summary>Signs in, then PROXYAUTH.</summary>
    public sealed record ProxyAuth : SourceAdministratorForm;

    /// <summary><c>DOMAIN\admin\alias</c> as the login.</summary>
    public sealed record Exchange : SourceAdministratorForm;

    /// <summary>Kerio's master password; it has no login.</summary>
    public sealed record XMasterAuth : SourceAdministratorForm;

    /// <summary>A trusted application of GroupWise: its name is the login, its key the password.</summary>
    public sealed record GroupWise : SourceAdministratorForm;
}
