using System.Security.Cryptography;
using System.Text;
using MailKit.Net.Imap;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// The sign-ins with a second command of their own. MailKit offers no way to send one, and lists folders at once after signing in, when
/// they would still be the administrator's. So the dialogue is spoken on a wire of ours, and MailKit takes over where it stands.
/// </summary>
internal static class ImapTakeover
{
    /// <summary>Whether this form is spoken here.</summary>
    public static bool Speaks(ImapSignIn signIn) => signIn is ImapSignIn.ProxyAuth or ImapSignIn.XMasterAuth or ImapSignIn.GroupWise;

    /// <summary>Signs in; one attempt.</summary>
    /// <param name="signIn">One of the forms spoken here.</param>
    /// <param name="wire">A wire on which the greeting was read.</param>
    /// <param name="mechanisms">What the server offers; of no weight for the forms of Kerio and GroupWise, which not all versions announce.</param>
    /// <param name="attempt">Learns whether the secret was accepted, which is known before the user's mailbox is asked for.</param>
    /// <param name="cancellationToken">Ends the dialogue.</param>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    public static async Task SignInAsync(
        ImapSignIn signIn, ImapWire wire, IReadOnlySet<string> mechanisms, ImapSignInAttempt attempt, CancellationToken cancellationToken)
    {
        attempt.Sending();
        switch (signIn)
        {
            case ImapSignIn.ProxyAuth proxy:
                await SignInAsync(proxy, wire, mechanisms.Contains("PLAIN"), cancellationToken);
                attempt.SecretAccepted();
                await wire.CommandAsync("PROXYAUTH", [proxy.User], cancellationToken);
                break;
            case ImapSignIn.XMasterAuth master:
                await SignInAsync(master, wire, cancellationToken);
                attempt.SecretAccepted();
                await wire.CommandAsync("X-SETUSER", [master.User], cancellationToken);
                break;
            case ImapSignIn.GroupWise application:
                await SignInAsync(application, wire, cancellationToken);
                attempt.SecretAccepted();
                await wire.CommandAsync("LOGIN", [application.User, ""], cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"{signIn.GetType().Name} is MailKit's to speak.");
        }
    }

    private static async Task SignInAsync(ImapSignIn.ProxyAuth proxy, ImapWire wire, bool plain, CancellationToken cancellationToken)
    {
        if (plain)
        {
            await wire.AskAsync("AUTHENTICATE PLAIN", cancellationToken);
            await wire.AnswerAsync(Base64($"\0{proxy.Administrator}\0{proxy.Secret.Reveal()}"), cancellationToken);
        }
        else
        {
            await wire.CommandAsync("LOGIN", [proxy.Administrator, proxy.Secret.Reveal()], cancellationToken);
        }
    }

    /// <summary>The answer to the challenge is MD5 over challenge and password, as Kerio Connect defines it.</summary>
    private static async Task SignInAsync(ImapSignIn.XMasterAuth master, ImapWire wire, CancellationToken cancellationToken)
    {
        var challenge = await wire.AskAsync("X-MASTERAUTH", cancellationToken);
#pragma warning disable CA5351 // The server's protocol, not ours to choose; the connection is within TLS or was allowed in the clear by name.
        var proof = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge + master.Secret.Reveal())));
#pragma warning restore CA5351
        await wire.AnswerAsync(proof, cancellationToken);
    }

    /// <summary>Name and key once, the mechanism's name before them again; the user's LOGIN that follows has an empty password.</summary>
    private static async Task SignInAsync(ImapSignIn.GroupWise application, ImapWire wire, CancellationToken cancellationToken)
    {
        await wire.AskAsync("AUTHENTICATE XGWTRUSTEDAPP", cancellationToken);
        await wire.AnswerAsync("XGWTRUSTEDAPP " + Base64($"{application.Application}\0{application.Secret.Reveal()}"), cancellationToken);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
