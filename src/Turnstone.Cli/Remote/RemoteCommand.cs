using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Output;
using Turnstone.Cli.Remote.Output;
using Turnstone.Cli.Remote.Sessions;
using Turnstone.Cli.Settings;

namespace Turnstone.Cli.Remote;

/// <summary>A command that asks a server. Everything it was given is checked before the server hears of it.</summary>
internal abstract class RemoteCommand : ShellCommand
{
    private readonly Option<string?> _server;
    private readonly Option<string?> _output;

    protected RemoteCommand(string name, string description)
        : base(name, description)
    {
        _server = Add("--server", "URL", $"The server; else {ServerPlace.ServerVariable}, else the one of turnstone login. {ServerPlace.TokenVariable} signs in without a login.");
        _output = Add("--output", "text|json", "json: what the server answered, as docs/rest.md describes it. Default text.");
    }

    /// <summary>What is to be done at the server once everything is right; with faults in <paramref name="findings"/> it is not done.</summary>
    protected abstract RemoteWork Read(ParseResult parsed, Findings findings, Shell shell);

    public sealed override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var work = Read(parsed, findings, shell);
        var form = parsed.Word(_output, OutputForms.Words, OutputForm.Text, findings);
        var server = ServerPlace.AddressOf(_server.Name, parsed.Text(_server), shell, findings);
        FindingsPrinter.Print(findings, shell);
        return findings.AreClean
            ? await RemoteDoor.RunAsync(shell, () => ServerPlace.Find(server, shell), form, work, cancellationToken)
            : ExitStatus.WrongUse;
    }

    /// <summary>A word without an option before it, such as the name of a project.</summary>
    protected Argument<string?> AddWord(string name, string description)
    {
        // It may be left out as far as the parser goes: that it is missing is told with all other faults.
        var argument = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        Arguments.Add(argument);
        return argument;
    }

    /// <summary>Any number of such words.</summary>
    protected Argument<string[]> AddWords(string name, string description)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };
        Arguments.Add(argument);
        return argument;
    }
}
