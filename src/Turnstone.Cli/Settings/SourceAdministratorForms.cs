using Turnstone.Connectors.Imap;

namespace Turnstone.Cli.Settings;

/// <summary>The words of <c>--source-admin</c>.</summary>
internal static class SourceAdministratorForms
{
    /// <summary>What each word means, for help texts.</summary>
    public const string Help =
        "How the administrator opens a user's mailbox: none; separator:* (Dovecot, UW: signs in as user*admin); authzid (PLAIN with authorization id: Dovecot, Cyrus, Zimbra); proxyauth (Sun, Oracle); "
        + "exchange (Exchange's IMAP: DOMAIN\\admin\\alias, or with slashes if the login has them); xmasterauth (Kerio's master password, without a login); "
        + "groupwise (the login is a trusted application's name, the password its key). Default none.";

    /// <summary>The form; null where none is given or it was refused.</summary>
    public static ImapAdministratorForm? Read(string option, string? text, Findings findings)
    {
        if (text is not null && !ImapAdministratorForm.TryParse(text, out _))
        {
            findings.Refuse(option, $"\"{text}\" is none of its values.", ImapAdministratorForm.Shape);
        }

        return ImapAdministratorForm.TryParse(text, out var form) ? form : null;
    }
}
