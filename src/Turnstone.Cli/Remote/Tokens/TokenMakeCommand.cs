using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.People;

namespace Turnstone.Cli.Remote.Tokens;

/// <summary><c>turnstone token make</c>: the token goes to standard output, once.</summary>
internal sealed class TokenMakeCommand : RemoteCommand
{
    private static readonly Dictionary<string, AccessScope> Scopes = Enum.GetValues<AccessScope>().ToDictionary(Shown.Word);

    private readonly Argument<string?> _name;
    private readonly Option<string?> _scope;
    private readonly Option<string?> _days;

    public TokenMakeCommand()
        : base("make", "Makes a personal access token and writes it to standard output, alone and this once.")
    {
        _name = AddWord("name", "What you call it.");
        _scope = Add("--scope", "read|operate|full", "How much it may do. Default read.");
        _days = Add("--days", "n", "Days until it ends by itself, at most 366. Default 90.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var draft = new TokenDraft
        {
            Name = parsed.Word(_name, "Write what you call it.", findings),
            Scope = parsed.Word(_scope, Scopes, AccessScope.Read, findings),
            Days = parsed.Number(_days, 1, 366, 90, findings),
        };
        return async (session, cancellationToken) =>
        {
            var made = await session.Client.MakeTokenAsync(draft, cancellationToken);
            return session.Tell(made, made.Token);
        };
    }
}
