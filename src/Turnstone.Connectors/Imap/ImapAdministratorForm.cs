using System.Diagnostics.CodeAnalysis;

namespace Turnstone.Connectors.Imap;

/// <summary>How an administrator names the mailbox to open.</summary>
public abstract record ImapAdministratorForm
{
    /// <summary>The words that <see cref="TryParse"/> takes, for people.</summary>
    public const string Shape = "Write none, separator:* (or another separator), authzid, proxyauth, exchange, xmasterauth or groupwise.";

    private const string SeparatorPrefix = "separator:";

    private ImapAdministratorForm()
    {
    }

    /// <summary>Reads <c>none</c>, <c>separator:*</c>, <c>authzid</c>, <c>proxyauth</c>, <c>exchange</c>, <c>xmasterauth</c> or <c>groupwise</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImapAdministratorForm? form)
    {
        form = text switch
        {
            "none" => new None(),
            "authzid" => new AuthorizationId(),
            "proxyauth" => new ProxyAuth(),
            "exchange" => new Exchange(),
            "xmasterauth" => new XMasterAuth(),
            "groupwise" => new GroupWise(),
            not null when text.Length > SeparatorPrefix.Length && text.StartsWith(SeparatorPrefix, StringComparison.Ordinal) => new Separator(text[SeparatorPrefix.Length..]),
            _ => null,
        };
        return form is not null;
    }

    /// <summary>Not at all: the login is the mailbox's own.</summary>
    public sealed record None : ImapAdministratorForm;

    /// <summary><c>user*admin</c> as the login.</summary>
    public sealed record Separator(string Text) : ImapAdministratorForm;

    /// <summary>PLAIN with an authorization identity.</summary>
    public sealed record AuthorizationId : ImapAdministratorForm;

    /// <summary>Signs in, then PROXYAUTH.</summary>
    public sealed record ProxyAuth : ImapAdministratorForm;

    /// <summary><c>DOMAIN\admin\alias</c> as the login.</summary>
    public sealed record Exchange : ImapAdministratorForm;

    /// <summary>Kerio's master password; it has no login.</summary>
    public sealed record XMasterAuth : ImapAdministratorForm;

    /// <summary>A trusted application of GroupWise: its name is the login, its key the password.</summary>
    public sealed record GroupWise : ImapAdministratorForm;
}
