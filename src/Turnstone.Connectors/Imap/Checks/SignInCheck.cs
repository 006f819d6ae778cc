using MailKit.Net.Imap;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>Which sign-ins are offered, whether the one that would be used works, and on request each of the others.</summary>
internal sealed class SignInCheck(ImapProbe probe)
{
    private IReadOnlyList<string> _ways = [];

    private ReadOnlyImapClient Client => probe.Session.Client;

    /// <summary>What is offered, and what of it fits to what was given. Nothing that fits is a cause of its own: no name and no password is at fault.</summary>
    public Finding DescribeMechanisms(bool signsIn)
    {
        // MailKit forgets them when it sends the LOGIN command.
        _ways = ImapAuthentication.WaysFor(Client, probe.Options.SignIn);
        var isLoginOff = Client.Capabilities.HasFlag(ImapCapabilities.LoginDisabled);
        var mechanisms = string.Join(", ", Client.AuthenticationMechanisms.Order());
        var offered = (mechanisms.Length > 0, isLoginOff) switch
        {
            (true, true) => $"AUTHENTICATE {mechanisms}",
            (true, false) => $"AUTHENTICATE {mechanisms} and the LOGIN command",
            (false, true) => "nothing",
            (false, false) => "the LOGIN command",
        };
        if (!signsIn || ImapTakeover.Speaks(probe.Options.SignIn))
        {
            return offered;
        }

        return _ways is [var best, ..] ? $"{offered}; {Words(best)} is used" : Finding.Failed($"There is no way to sign in: {WhyNone()} The server offers {offered}.", Remedy());
    }

    /// <summary>The one sign-in.</summary>
    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        await probe.Session.SignInAsync(cancellationToken);
        probe.Recognise();
        return $"as {probe.Options.SignIn.Login}";
    }

    /// <summary>The other mechanisms, each over a connection of its own and once; the first that is refused is the last.</summary>
    public async Task<Finding> TryEachAsync(CancellationToken cancellationToken)
    {
        List<string> working = [.. _ways.Take(1).Select(Words)];
        foreach (var way in _ways.Skip(1))
        {
            try
            {
                // By a door of its own: what one mechanism is refused says nothing of the secret, which another has shown to be right.
                await using var session = await probe.OpenAnotherAsync(probe.Options with { SignIns = new ImapSignIns(probe.Time) }, way, cancellationToken);
                working.Add(Words(way));
            }
            catch (SessionException error)
            {
                var left = _ways.Count - working.Count - 1;
                return Finding.Warning(
                    $"{string.Join(", ", working)} works, {Words(way)} does not: {error.Failure.Message}{(left > 0 ? FormattableString.Invariant($" {left} more were not tried.") : "")}",
                    $"Nothing to do for a migration, which uses {working[0]}. A server that offers a mechanism and refuses the right password by it has often not stored what that mechanism needs.");
            }
        }

        return _ways.Count == 0 ? Finding.Skipped("This form of sign-in has one way only.") : $"{string.Join(", ", working)}: each works";
    }

    private string WhyNone() => probe.Options.SignIn switch
    {
        ImapSignIn.Bearer => "a token goes by XOAUTH2 or OAUTHBEARER.",
        ImapSignIn.AuthorizationId => "an administrator acts for a user by PLAIN.",
        _ when !Client.IsSecure => "the server takes no password while the connection is in the clear (LOGINDISABLED).",
        _ => "the server takes no password (LOGINDISABLED).",
    };

    private string Remedy()
    {
        var endpoint = probe.Options.Endpoint;
        return Client switch
        {
            { IsSecure: false } when Client.Capabilities.HasFlag(ImapCapabilities.StartTLS) => $"Use {endpoint.By(endpoint.Port, ImapSecurity.StartTls)}, which upgrades by STARTTLS: more is offered within TLS.",
            { IsSecure: false } => $"Use imaps://{endpoint.Host} if the server has it: more is offered within TLS.",
            _ => probe.Options.SignIn is ImapSignIn.Bearer
                ? "Sign in with a password, or have the server set up for tokens (Dovecot: auth_mechanisms and an oauth2 passdb)."
                : "Have PLAIN switched on at the server (Dovecot: auth_mechanisms, Cyrus: sasl_mech_list), or sign in with a token.",
        };
    }

    private static string Words(string mechanism) => mechanism.Length == 0 ? "the LOGIN command" : mechanism;
}
