using System.CommandLine;
using System.CommandLine.Help;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli;

/// <summary>All commands, and the way from arguments to an exit status.</summary>
internal sealed class CommandLine
{
    private static readonly ParserConfiguration Parsing = new()
    {
        // An @ begins many a password and address; it never means a file here. A single dash never bundles.
        ResponseFileTokenReplacer = null,
        EnablePosixBundling = false,
    };

    // Not a RootCommand: that one is called what the executable is called, which in a test is the test.
    private readonly Command _root = new("turnstone", "Moves mailboxes from IMAP servers into on-premises Exchange, and leaves no message unturned.")
    {
        new HelpOption(),
        new VersionOption(),
    };

    public CommandLine()
    {
        _root.Subcommands.Add(new MigrateCommand());
        _root.Subcommands.Add(new DemoCommand());
        _root.Subcommands.Add(new ServeCommand());
        _root.Subcommands.Add(new BackupCommand());
        _root.Subcommands.Add(new RestoreCommand());
        foreach (var command in RemoteCommands.All())
        {
            _root.Subcommands.Add(command);
        }

        _root.Subcommands.Add(new Command("test", "Tries a server step by step.") { new TestImapCommand(), new TestExchangeCommand() });
        _root.Subcommands.Add(new Command("users", "People of a source.") { new UsersExportCommand() });
        _root.Subcommands.Add(new Command("source", "The old server, after the cut-over.") { new SourceForwardingCommand() });
        _root.Subcommands.Add(new Command("sandbox", "Servers for rehearsals.") { new SandboxExchangeCommand(), new SandboxProxyCommand() });
    }

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Shell shell, CancellationToken cancellationToken)
    {
        var parsed = _root.Parse(arguments, Parsing);
        var output = new InvocationConfiguration { Output = shell.Out, Error = shell.Error, EnableDefaultExceptionHandler = false };
        if (parsed.Action is HelpAction || parsed.Action?.GetType().Name == "VersionOptionAction")
        {
            return await parsed.InvokeAsync(output, cancellationToken);
        }

        if (parsed.CommandResult.Command is ShellCommand command)
        {
            var findings = new Findings();
            ReadErrors(parsed, findings);
            return await command.RunAsync(parsed, findings, shell, cancellationToken);
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            shell.Error.WriteLine($"There is no command \"{Cut(parsed.UnmatchedTokens[0])}\". Known are {Choices.Of(parsed.CommandResult.Command.Subcommands.Select(known => known.Name))}.");
            return ExitStatus.WrongUse;
        }

        await parsed.CommandResult.Command.Parse("--help", Parsing).InvokeAsync(output, cancellationToken);
        return ExitStatus.WrongUse;
    }

    // A stray word may be a password whose option was misspelt: it is counted, never repeated.
    private static void ReadErrors(ParseResult parsed, Findings findings)
    {
        var stray = parsed.UnmatchedTokens.ToList();
        foreach (var option in stray.Where(token => token.StartsWith('-')))
        {
            findings.Refuse(Cut(option), "There is no such option.", $"See turnstone {parsed.CommandResult.Command.Name} --help.");
        }

        if (stray.Count(token => !token.StartsWith('-')) is > 0 and var words)
        {
            findings.Refuse("command line", $"{words} of its words belong to no option.", "Put values with blanks into quotes, and look for a misspelt option.");
        }

        foreach (var error in parsed.Errors.Where(error => !stray.Exists(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))))
        {
            findings.Refuse("command line", error.Message, "");
        }
    }

    private static string Cut(string token) => VisibleText.Of(token.Split('=')[0]);
}
