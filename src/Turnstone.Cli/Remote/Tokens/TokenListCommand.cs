using System.CommandLine;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.People;

namespace Turnstone.Cli.Remote.Tokens;

/// <summary><c>turnstone token list</c>.</summary>
internal sealed class TokenListCommand() : RemoteCommand("list", "Lists your access tokens that hold.")
{
    private static readonly View<TokenInfo> Columns = new(
        new("Name", token => token.Name),
        new("Scope", token => Shown.Word(token.Scope)),
        new("Made", token => Shown.Moment(token.Created)),
        new("Until", token => Shown.Moment(token.Expires)),
        new("Last used", token => Shown.Moment(token.LastUsed)),
        new("Id", token => $"{token.Id}"));

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell) =>
        async (session, cancellationToken) => session.ShowAll(await session.Client.ListTokensAsync(cancellationToken), Columns);
}
