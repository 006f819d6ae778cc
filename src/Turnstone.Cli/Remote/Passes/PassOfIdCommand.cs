using System.CommandLine;

namespace Turnstone.Cli.Remote.Passes;

/// <summary>A command about one pass, which has no name but its id.</summary>
internal abstract class PassOfIdCommand : RemoteCommand
{
    private readonly Argument<string?> _pass;

    protected PassOfIdCommand(string name, string description)
        : base(name, description) => _pass = AddWord("pass", "Its id, as turnstone pass list shows it.");

    /// <summary>What is done with the pass.</summary>
    protected abstract Task<int> RunAsync(RemoteSession session, Guid pass, CancellationToken cancellationToken);

    protected sealed override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var text = parsed.Word(_pass, "Write its id, as turnstone pass list shows it.", findings);
        if (!Guid.TryParseExact(text, "D", out var pass) && text.Length > 0)
        {
            findings.Refuse($"<{_pass.Name}>", $"\"{text}\" is no id.", "Write an id as turnstone pass list shows it.");
        }

        return (session, cancellationToken) => RunAsync(session, pass, cancellationToken);
    }
}
