using System.CommandLine;
using System.CommandLine.Help;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;

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

    private readonly RootCommand _root = new("Moves mailboxes from IMAP servers into on-premises Exchange, and leaves no message unturned.");

    public CommandLine()
    {
        _root.Subcommands.Add(new MigrateCommand());
    }

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Shell shell, CancellationToken cancellationToken)
    {
        var parsed = _root.Parse(arguments, Parsing);
        var output = new InvocationConfiguration { Output = shell.Out, Error = shell.Error, EnableDefaultExceptionHandler = false };
        if (parsed.Action is HelpAction || parsed.Action?.GetType().Name == "VersionOptionAction")
        {
            return await parsed.InvokeAsync(output, cancellationToken);
        }

        var findings = new Findings();
        foreach (var error in parsed.Errors)
        {
            findings.Refuse("command line", error.Message, "");
        }

        if (parsed.CommandResult.Command is ShellCommand command)
        {
            return await command.RunAsync(parsed, findings, shell, cancellationToken);
        }

        if (parsed.UnmatchedTokens.Count == 0)
        {
            await _root.Parse("--help", Parsing).InvokeAsync(output, cancellationToken);
            return ExitStatus.WrongUse;
        }

        FindingsPrinter.Print(findings, shell);
        return ExitStatus.WrongUse;
    }
}
