using Turnstone.Client.Endpoints;
using Turnstone.Connectors;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Endpoints;

namespace Turnstone.Server.Endpoints;

/// <summary>Takes in an endpoint's secret: a new one, the one that is stored, or none.</summary>
internal sealed class EndpointSecrets(Secrets secrets, EndpointTokens tokens, TimeProvider time)
{
    /// <summary>What a stored secret was entered for. It goes to no other server, and to nobody whom it was not entrusted to.</summary>
    public sealed record Entrusted(string? Secret, SecretUse? Use, string Address, string Authorities, string? TokenEndpoint)
    {
        public static Entrusted By(Endpoint row) => new(row.ProtectedSecret, row.SecretUse, row.Address, row.TrustedAuthorities, row.TokenEndpoint);
    }

    /// <summary>Makes the row's secret what the draft says.</summary>
    /// <param name="row">The row, already what the draft says in all else.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="before">What the row was; null for a new one.</param>
    /// <exception cref="Refusal">A secret is missing, is none, or has to be given anew.</exception>
    public void Take(Endpoint row, EndpointDraft draft, Entrusted? before)
    {
        var use = (SecretUse)(draft.SecretKind ?? CredentialKind.Password);
        if (draft.Secret is { Length: > 0 } given)
        {
            row.SecretUse = use;
            Check(row, new Secret(given));
            row.ProtectedSecret = secrets.Protect(SecretKind.Endpoint, new Secret(given));
            row.LastUsed = time.GetUtcNow();
        }
        else if (draft.Secret is null && before?.Secret is not null)
        {
            if (before with { Use = use, Address = row.Address, Authorities = row.TrustedAuthorities, TokenEndpoint = row.TokenEndpoint } != before)
            {
                throw Refusal.Conflict(
                    RefusalCodes.EndpointSecretNeeded,
                    "The stored secret was entered for another address, kind or set of trusted authorities: give it again, or take it away with an empty one.", "secret");
            }
        }
        else
        {
            (row.SecretUse, row.ProtectedSecret) = (null, null);
            CheckNone(row, draft);
        }
    }

    private void Check(Endpoint row, Secret secret)
    {
        if (row.SecretUse != SecretUse.Password)
        {
            if (row.Kind == EndpointKind.Imap)
            {
                EndpointFilling.Sound("secret", () => tokens.Make(row, secret));
            }
        }
        else if (row.Login is null && row.AdministratorForm is null)
        {
            throw EndpointFilling.Wrong("login", "There is a password, but no login it belongs to: name it, or leave the password to the mailboxes.");
        }
    }

    private static void CheckNone(Endpoint row, EndpointDraft draft)
    {
        var signsInWithout = row is { Kind: EndpointKind.Exchange, Scheme: SignInScheme.Negotiate };
        var needsOne = row.Login is not null || row.AdministratorForm is not null || draft.SecretKind is not (null or CredentialKind.Password);
        if (needsOne && !signsInWithout)
        {
            throw EndpointFilling.Wrong("secret", "There is no password, token or key for this account: give it, or leave the account out for mailboxes that bring their own.");
        }
    }
}
