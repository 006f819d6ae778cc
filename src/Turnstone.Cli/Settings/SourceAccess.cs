using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Connectors.Imap.Tokens;

namespace Turnstone.Cli.Settings;

/// <summary>What the command line says about signing in at the source; where all is null, each row of the list brings its password.</summary>
internal sealed record SourceAccess(ImapAdministrator? Administrator = null, Secret? SharedPassword = null, IAccessTokens? Tokens = null)
{
    /// <summary>Whether every row has to have a password.</summary>
    public bool NeedsRowPasswords => this is { Administrator: null, SharedPassword: null, Tokens: null };

    /// <summary>The way into a row's mailbox.</summary>
    public ImapSignIn SignInFor(MailboxRow row)
    {
        if (Tokens is not null)
        {
            return new ImapSignIn.Bearer(Administrator?.Login ?? row.SourceLogin ?? row.Source.Value, Tokens);
        }

        return Administrator?.SignInFor(row.Source.Value, row.SourceLogin)
            ?? new ImapSignIn.Password(row.SourceLogin ?? row.Source.Value, row.SourcePassword ?? SharedPassword!);
    }
}
