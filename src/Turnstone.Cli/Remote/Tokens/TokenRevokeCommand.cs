using System.CommandLine;

namespace Turnstone.Cli.Remote.Tokens;

/// <summary><c>turnstone token revoke</c>.</summary>
internal sealed class TokenRevokeCommand : RemoteCommand
{
    private readonly Argument<string?> _token;

    public TokenRevokeCommand()
        : base("revoke", "Takes a token back, at once and for good.") => _token = AddWord("token", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_token, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var token = await session.Names.TokenAsync(name, cancellationToken);
            await session.Client.RevokeTokenAsync(token.Id, cancellationToken);
            return session.Tell(token, $"{token.Name} is taken back.");
        };
    }
}
