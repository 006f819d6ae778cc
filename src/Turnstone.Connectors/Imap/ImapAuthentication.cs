using System.Net;
using System.Text;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Signs in with exactly one attempt. MailKit left alone tries every mechanism in turn, so a wrong password would count as five
/// wrong passwords and lock the account.
/// </summary>
internal static class ImapAuthentication
{
    /// <summary>Signs in by a form that MailKit has words for.</summary>
    public static async Task SignInAsync(ImapClient client, ImapSignIn signIn, CancellationToken cancellationToken)
    {
        switch (signIn)
        {
            case ImapSignIn.WithPassword own:
                await SignInAsync(client, own.Login, own.Secret.Reveal(), cancellationToken);
                break;
            case ImapSignIn.AuthorizationId acting:
                var plain = new SaslMechanismPlain(acting.Administrator, acting.Secret.Reveal()) { AuthorizationId = acting.User };
                Require(client, "PLAIN", "which an administrator needs to act for a user");
                await client.AuthenticateAsync(plain, cancellationToken);
                break;
            case ImapSignIn.Bearer bearer:
                var name = client.AuthenticationMechanisms.Contains("XOAUTH2") ? "XOAUTH2" : "OAUTHBEARER";
                Require(client, name, "nor XOAUTH2, which a token needs");
                var token = (await bearer.Tokens.GetAsync(bearer.User, cancellationToken)).Reveal();
                SaslMechanism mechanism = name == "XOAUTH2" ? new SaslMechanismOAuth2(bearer.User, token) : new SaslMechanismOAuthBearer(bearer.User, token);
                await client.AuthenticateAsync(mechanism, cancellationToken);
                break;
            case ImapSignIn.ProxyAuth or ImapSignIn.XMasterAuth or ImapSignIn.GroupWise:
                throw new InvalidOperationException("This form is spoken before MailKit takes over.");
            default:
                throw new InvalidOperationException($"No sign-in for {signIn.GetType().Name}.");
        }
    }

    private static Task SignInAsync(ImapClient client, string login, string secret, CancellationToken cancellationToken)
    {
        if (Choose(client, login, secret) is { } mechanism)
        {
            return client.AuthenticateAsync(mechanism, cancellationToken);
        }

        if (client.Capabilities.HasFlag(ImapCapabilities.LoginDisabled))
        {
            throw new NotSupportedException($"the server takes no password here (it offers {string.Join(", ", client.AuthenticationMechanisms)}).");
        }

        // Without mechanisms MailKit sends the LOGIN command.
        client.AuthenticationMechanisms.Clear();
        return client.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(login, secret), cancellationToken);
    }

    private static void Require(ImapClient client, string mechanism, string why)
    {
        if (!client.AuthenticationMechanisms.Contains(mechanism))
        {
            throw new NotSupportedException($"the server does not offer AUTH={mechanism}, {why}.");
        }
    }

    /// <summary>
    /// Within TLS the plain form, which works however the server stores its passwords; in the clear the forms that hide the password
    /// come first. Null stands for the LOGIN command.
    /// </summary>
    private static SaslMechanism? Choose(ImapClient client, string login, string secret)
    {
        string[] plain = client.Capabilities.HasFlag(ImapCapabilities.LoginDisabled) ? ["PLAIN", "LOGIN"] : ["PLAIN", ""];
        string[] hidden = ["SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"];
        foreach (var name in client.IsSecure ? plain.Concat(hidden) : hidden.Concat(plain))
        {
            if (name.Length == 0)
            {
                return null;
            }

            if (client.AuthenticationMechanisms.Contains(name))
            {
                return name switch
                {
                    "PLAIN" => new SaslMechanismPlain(login, secret),
                    "LOGIN" => new SaslMechanismLogin(login, secret),
                    "SCRAM-SHA-256" => new SaslMechanismScramSha256(login, secret),
                    "SCRAM-SHA-1" => new SaslMechanismScramSha1(login, secret),
                    _ => new SaslMechanismCramMd5(login, secret),
                };
            }
        }

        return null;
    }
}
