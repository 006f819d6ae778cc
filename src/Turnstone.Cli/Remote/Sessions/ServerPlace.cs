using Turnstone.Cli.Settings;
using Turnstone.Client;

namespace Turnstone.Cli.Remote.Sessions;

/// <summary>A server, and the token that is shown to it.</summary>
internal sealed record ServerPlace(Uri Server, string? Token)
{
    /// <summary>Names the server, for scripts.</summary>
    public const string ServerVariable = "TURNSTONE_SERVER";

    /// <summary>Holds a personal access token, for scripts.</summary>
    public const string TokenVariable = "TURNSTONE_TOKEN";

    /// <summary>The server that was named by option or variable; null where none was.</summary>
    public static Uri? AddressOf(string option, string? given, Shell shell, Findings findings)
    {
        var (where, text) = given is not null ? (option, given) : (ServerVariable, shell.Environment(ServerVariable));
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0)
        {
            return url;
        }

        findings.Refuse(where, "It is no address of a server.", "Write https://turnstone.example.com.");
        return null;
    }

    /// <summary>The server and the way in. A login's token goes to the login's server alone.</summary>
    /// <exception cref="RemoteTrouble">Nobody is signed in there.</exception>
    public static ServerPlace Find(Uri? named, Shell shell)
    {
        var token = shell.Environment(TokenVariable) is { Length: > 0 } given ? given.Trim() : null;
        if (named is not null && token is not null)
        {
            return new ServerPlace(named, token);
        }

        var login = new LoginFile(shell).Read();
        var server = named ?? login?.Server
            ?? throw new RemoteTrouble(ExitStatus.NotAllowed, $"No server is named. Sign in with turnstone login --server URL, or set {ServerVariable} and {TokenVariable}.");
        if (token is null && (login is null || Root(login.Server) != Root(server)))
        {
            throw new RemoteTrouble(ExitStatus.NotAllowed, $"Nobody is signed in at {server}. Sign in with turnstone login --server {server}, or set {TokenVariable}.");
        }

        return new ServerPlace(server, token ?? login!.Token);
    }

    /// <summary>A client for it; the caller disposes it.</summary>
    public TurnstoneClient Open(Shell shell) => new(Server, Token, shell.Network());

    /// <summary>A server's address in one form, whether or not it ends with a slash.</summary>
    private static string Root(Uri server) => server.AbsoluteUri.TrimEnd('/');
}
