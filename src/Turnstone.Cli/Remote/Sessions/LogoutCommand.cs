using System.CommandLine;
using System.Net;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Output;
using Turnstone.Client;

namespace Turnstone.Cli.Remote.Sessions;

/// <summary><c>turnstone logout</c>: forgets the login, and takes back the token where the login made it.</summary>
internal sealed class LogoutCommand() : ShellCommand("logout", "Forgets the login of this machine. A token that turnstone login made is taken back at the server.")
{
    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        FindingsPrinter.Print(findings, shell);
        if (!findings.AreClean)
        {
            return ExitStatus.WrongUse;
        }

        var file = new LoginFile(shell);
        Login? login = null;
        try
        {
            login = file.Read();
        }
        catch (RemoteTrouble)
        {
            // Damaged: there is nothing to take back, and it goes all the same.
        }

        file.Delete();
        var rest = login is { TokenId: { } token } ? await RevokeAsync(login, token, shell, cancellationToken) : null;
        shell.Out.WriteLine(login is null ? "Nobody was signed in." : $"Signed out of {login.Server}.");
        if (rest is not null)
        {
            shell.Error.WriteLine($"Note: the token could not be taken back and holds until it ends by itself. {rest}");
        }

        return ExitStatus.Fine;
    }

    /// <summary>Why the token was not taken back; null where it was, or holds no longer.</summary>
    private static async Task<string?> RevokeAsync(Login login, Guid token, Shell shell, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TurnstoneClient(login.Server, login.Token, shell.Network());
            await client.RevokeTokenAsync(token, cancellationToken);
            return null;
        }
        catch (RefusedException e) when (e.Status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception e) when (RemoteDoor.TroubleOf(e, login.Server) is { } trouble)
        {
            return trouble.Message;
        }
    }
}
