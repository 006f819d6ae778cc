using System.CommandLine;
using System.Globalization;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Reporting;
using Turnstone.Storage.Backups;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone restore</c>: a back-up into an empty directory.</summary>
internal sealed class RestoreCommand : ShellCommand
{
    private readonly Option<string?> _data;
    private readonly Option<string?> _from;
    private readonly Option<string?> _keys;

    public RestoreCommand()
        : base("restore", "Puts a back-up into an empty directory. Passes that were not over come back as stopped: start them again when the former server is no longer at work.")
    {
        _data = Add("--data", "dir", "The data directory to be: missing or empty.");
        _from = Add("--from", "file", "The back-up.");
        _keys = Add("--keys", "dir", "Where keys in the back-up go. Default: keys in --data.");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var data = parsed.Required(_data, "Name the directory to restore into.", findings);
        var file = parsed.Required(_from, "Name the back-up.", findings);
        if (file is not null && !File.Exists(file))
        {
            findings.Refuse(_from.Name, $"{file} cannot be read: there is no such file.", "Name a back-up that turnstone backup made.");
        }

        FindingsPrinter.Print(findings, shell);
        if (!findings.AreClean)
        {
            return ExitStatus.WrongUse;
        }

        try
        {
            var keys = parsed.Text(_keys) ?? Path.Combine(data!, "keys");
            var restored = await new BackupReader(shell.Time).RestoreAsync(file!, data!, keys, cancellationToken);
            shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Restored into {data}: the back-up of {restored.Manifest.Made:yyyy-MM-dd HH:mm} UTC, made by Turnstone {restored.Manifest.Version}."));
            if (restored.Stopped > 0)
            {
                shell.Error.WriteLine($"Note: {restored.Stopped} passes were not over and are stopped now. Without journals the first pass over each mailbox asks its destination what is there, and copies nothing twice.");
            }

            if (restored.Manifest.Keys == 0)
            {
                shell.Error.WriteLine($"Note: no keys are in it. Put your copy of them into {keys} before you start the server, or credentials have to be entered again.");
            }

            return ExitStatus.Fine;
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException)
        {
            shell.Error.WriteLine(VisibleText.Of(e is BackupException ? e.Message : $"{data} cannot be written: {FileTrouble.Say(e)}."));
            return ExitStatus.WrongUse;
        }
    }
}
