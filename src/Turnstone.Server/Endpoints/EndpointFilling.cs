using Turnstone.Client.Endpoints;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Endpoints;

namespace Turnstone.Server.Endpoints;

/// <summary>Makes a row what a draft says, but for its secret; what no server could be reached by is refused, with the field.</summary>
internal static class EndpointFilling
{
    private const string ForImapAlone = "It is for IMAP endpoints alone: leave it out.";
    private const string ForExchangeAlone = "It is for Exchange endpoints alone: leave it out.";

    /// <exception cref="Refusal">A field is wrong.</exception>
    public static void Fill(Endpoint row, EndpointDraft draft)
    {
        row.Name = draft.Name.Trim();
        row.Login = Given(draft.Login);
        row.AdministratorForm = Given(draft.AdministratorForm);
        row.TokenEndpoint = Given(draft.TokenEndpoint);
        row.TokenClient = Given(draft.TokenClient);
        row.TokenScope = Given(draft.TokenScope);
        row.Access = (MailboxAccess?)draft.Access;
        row.Scheme = (SignInScheme?)draft.Scheme;
        row.TrustedAuthorities = draft.TrustedAuthorities.Trim();
        Sound("trustedAuthorities", () => EndpointReading.Authorities(row.TrustedAuthorities));
        if (row.Kind == EndpointKind.Imap)
        {
            row.Address = Sound("address", () => EndpointReading.ImapAddress(draft.Address));
            CheckImap(row, draft.SecretKind ?? CredentialKind.Password);
        }
        else
        {
            row.Address = Sound("address", () => EndpointReading.ExchangeAddress(draft.Address));
            CheckExchange(row, draft.SecretKind ?? CredentialKind.Password);
        }
    }

    /// <summary>What can be read; what cannot is refused.</summary>
    /// <exception cref="Refusal">It cannot.</exception>
    public static T Sound<T>(string field, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw Wrong(field, e.Message);
        }
    }

    public static Refusal Wrong(string field, string message) => Refusal.Wrong(RefusalCodes.EndpointWrong, message, field);

    private static void CheckImap(Endpoint row, CredentialKind secret)
    {
        Refuse("access", row.Access is not null, ForExchangeAlone);
        Refuse("scheme", row.Scheme is not null, ForExchangeAlone);
        var form = Sound("administratorForm", () => EndpointReading.Form(row.AdministratorForm));
        if (secret == CredentialKind.Password)
        {
            var hasForm = form is not (null or Connectors.Imap.ImapAdministratorForm.None);
            Refuse("login", hasForm && row.Login is null && form is not Connectors.Imap.ImapAdministratorForm.XMasterAuth,
                "The form says how an administrator opens mailboxes, but none is named: write the administrator's login.");
            Refuse("administratorForm", !hasForm && row.Login is not null,
                "With one login and no way to open other mailboxes, every mailbox would be read from the same one: say how this administrator opens a user's mailbox, or leave the login to the mailboxes.");
        }
        else
        {
            Refuse("administratorForm", form is not null, "A token opens the mailbox it was made for, there is no administrator: leave it out.");
            Refuse("login", row.Login is not null, "With tokens each mailbox is opened by its own name: leave it out.");
        }

        Refuse("tokenEndpoint", (secret == CredentialKind.ClientSecret) != (row.TokenEndpoint is not null), "An application's secret needs a token endpoint, and nothing else has one.");
        Refuse("tokenClient", (secret == CredentialKind.ClientSecret) != (row.TokenClient is not null), "An application's secret needs the application's id, and nothing else has one.");
        Refuse("tokenScope", row.TokenScope is not null && secret is (CredentialKind.Password or CredentialKind.Token), "It is for tokens that are got with a key or secret: leave it out.");
    }

    private static void CheckExchange(Endpoint row, CredentialKind secret)
    {
        Refuse("administratorForm", row.AdministratorForm is not null, ForImapAlone);
        Refuse("tokenEndpoint", row.TokenEndpoint is not null, ForImapAlone);
        Refuse("tokenClient", row.TokenClient is not null, ForImapAlone);
        Refuse("tokenScope", row.TokenScope is not null, ForImapAlone);
        Refuse("secretKind", secret is CredentialKind.ServiceAccountKey or CredentialKind.ClientSecret, "Exchange is signed in to with a password or a token.");
        var isToken = secret == CredentialKind.Token;
        Refuse("scheme", isToken != (row.Scheme == SignInScheme.Bearer), "A token and the scheme bearer belong together.");
        var hasAccount = isToken || row.Login is not null;
        Refuse("access", hasAccount && row.Access == MailboxAccess.Owner,
            "With one account as the owner, every mailbox would be written into that account's own: choose delegate or impersonate.");
        Refuse("access", !hasAccount && row.Access is (MailboxAccess.Delegate or MailboxAccess.Impersonate),
            "There is no account that has this right: name its login, or leave the right out for mailboxes that sign in themselves.");
    }

    private static void Refuse(string field, bool isWrong, string message)
    {
        if (isWrong)
        {
            throw Wrong(field, message);
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
