namespace Turnstone.Cli.Settings;

/// <summary>How an administrator names the mailbox to open; the words of <c>--source-admin</c>.</summary>
internal abstract record SourceAdministratorForm
{
    private const string Remedy = "Write none, separator:* (or another separator) or authzid.";

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
            case "proxyauth" or "exchange" or "xmasterauth" or "groupwise":
                findings.Refuse(option, $"The form {text} is not available yet.", Remedy);
                return null;
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
}
