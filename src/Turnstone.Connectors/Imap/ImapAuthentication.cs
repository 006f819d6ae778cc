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
    public static Task SignInAsync(ImapClient client, ImapSignIn signIn, CancellationToken cancellationToken)
    {
        var secret = signIn.Secret.Reveal();
        if (signIn is ImapSignIn.AuthorizationId acting)
        {
            return client.AuthenticationMechanisms.Contains("PLAIN")
                ? client.AuthenticateAsync(new SaslMechanismPlain(acting.Administrator, secret) { AuthorizationId = acting.User }, cancellationToken)
                : throw new NotSupportedException("the server does not offer AUTH=PLAIN, which an administrator needs to act for a user.");
        }

        if (Choose(client, signIn.Login, secret) is { } mechanism)
        {
            return client.AuthenticateAsync(mechanism, cancellationToken);
        }

        if (client.Capabilities.HasFlag(ImapCapabilities.LoginDisabled))
        {
            throw new NotSupportedException($"the server takes no password here (it offers {string.Join(", ", client.AuthenticationMechanisms)}).");
        }

        // Without mechanisms MailKit sends the LOGIN command.
        client.AuthenticationMechanisms.Clear();
        return client.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(signIn.Login, secret), cancellationToken);
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
