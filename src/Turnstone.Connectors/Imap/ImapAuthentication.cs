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
    private static readonly string[] Plain = ["PLAIN"];
    private static readonly string[] Tokens = ["XOAUTH2", "OAUTHBEARER"];

    /// <summary>Signs in by a form that MailKit has words for.</summary>
    /// <param name="client">A client that is connected.</param>
    /// <param name="signIn">As whom.</param>
    /// <param name="credential">The secret.</param>
    /// <param name="attempt">Learns how far it came.</param>
    /// <param name="only">One of <see cref="WaysFor"/> to do it by; null for the best.</param>
    /// <param name="cancellationToken">Ends the dialogue.</param>
    /// <exception cref="NotSupportedException">The server offers no way to; nothing was sent.</exception>
    public static Task SignInAsync(
        ImapClient client, ImapSignIn signIn, ImapCredential credential, ImapSignInAttempt attempt, string? only, CancellationToken cancellationToken)
    {
        var secret = credential.Secret.Reveal();
        switch (signIn)
        {
            case ImapSignIn.WithPassword own:
                var chosen = Choose(client, own, secret, only);
                attempt.Sending();
                return chosen is null ? LogInAsync(client, own.Login, secret, cancellationToken) : client.AuthenticateAsync(chosen, cancellationToken);
            case ImapSignIn.AuthorizationId acting:
                Require(client, "PLAIN", "which an administrator needs to act for a user");
                attempt.Sending();
                return client.AuthenticateAsync(new SaslMechanismPlain(acting.Administrator, secret) { AuthorizationId = acting.User }, cancellationToken);
            case ImapSignIn.Bearer bearer:
                var name = only ?? (WaysFor(client, bearer) is [var best, ..] ? best : "OAUTHBEARER");
                Require(client, name, "nor XOAUTH2, which a token needs");
                attempt.Sending();
                SaslMechanism mechanism = name == "XOAUTH2" ? new SaslMechanismOAuth2(bearer.User, secret) : new SaslMechanismOAuthBearer(bearer.User, secret);
                return client.AuthenticateAsync(mechanism, cancellationToken);
            case ImapSignIn.ProxyAuth or ImapSignIn.XMasterAuth or ImapSignIn.GroupWise:
                throw new InvalidOperationException("This form is spoken before MailKit takes over.");
            default:
                throw new InvalidOperationException($"No sign-in for {signIn.GetType().Name}.");
        }
    }

    /// <summary>Without mechanisms MailKit sends the LOGIN command.</summary>
    private static Task LogInAsync(ImapClient client, string login, string secret, CancellationToken cancellationToken)
    {
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

    /// <summary>By which mechanisms this sign-in can be done here, the best first; an empty name is the LOGIN command.</summary>
    public static IReadOnlyList<string> WaysFor(ImapClient client, ImapSignIn signIn)
    {
        var offered = client.AuthenticationMechanisms;
        return signIn switch
        {
            ImapSignIn.WithPassword => [.. InOrder(client).Where(name => name.Length == 0 || offered.Contains(name))],
            ImapSignIn.AuthorizationId => [.. Plain.Where(offered.Contains)],
            ImapSignIn.Bearer => [.. Tokens.Where(offered.Contains)],
            _ => [],
        };
    }

    /// <summary>
    /// Within TLS the plain form, which works however the server stores its passwords; in the clear the forms that hide the password
    /// come first.
    /// </summary>
    private static string[] InOrder(ImapClient client)
    {
        var loginIsOff = client.Capabilities.HasFlag(ImapCapabilities.LoginDisabled);
        string[] plain = loginIsOff ? ["PLAIN", "LOGIN"] : ["PLAIN", ""];

        // The proofs bound to the TLS channel (RFC 5802, RFC 5929) are for servers that take no others.
        string[] hidden = ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"];
        string[] bound = client.IsSecure ? ["SCRAM-SHA-512-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS"] : [];
        return client.IsSecure ? [.. plain, .. hidden, .. bound] : [.. hidden, .. plain];
    }

    /// <summary>The mechanism to use; null stands for the LOGIN command.</summary>
    private static SaslMechanism? Choose(ImapClient client, ImapSignIn.WithPassword signIn, string secret, string? only)
    {
        var login = signIn.Login;
        return (only ?? (WaysFor(client, signIn) is [var best, ..] ? best : null)) switch
        {
            null => throw new NotSupportedException(
                $"the server takes no password here [LOGINDISABLED]; it offers {(client.AuthenticationMechanisms.Count == 0 ? "nothing" : string.Join(", ", client.AuthenticationMechanisms))}."),
            "" => null,
            "PLAIN" => new SaslMechanismPlain(login, secret),
            "LOGIN" => new SaslMechanismLogin(login, secret),
            "SCRAM-SHA-512" => new SaslMechanismScramSha512(login, secret),
            "SCRAM-SHA-256" => new SaslMechanismScramSha256(login, secret),
            "SCRAM-SHA-1" => new SaslMechanismScramSha1(login, secret),
            "SCRAM-SHA-512-PLUS" => new SaslMechanismScramSha512Plus(login, secret),
            "SCRAM-SHA-256-PLUS" => new SaslMechanismScramSha256Plus(login, secret),
            "SCRAM-SHA-1-PLUS" => new SaslMechanismScramSha1Plus(login, secret),
            _ => new SaslMechanismCramMd5(login, secret),
        };
    }
}
