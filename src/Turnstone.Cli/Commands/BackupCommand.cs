using System.CommandLine;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Reporting;
using Turnstone.Storage.Backups;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone backup</c>: the embedded database into a file, while the server runs.</summary>
internal sealed class BackupCommand : ShellCommand
{
    private readonly Option<string?> _data;
    private readonly Option<string?> _to;
    private readonly Option<bool> _withKeys;
    private readonly Option<string?> _keys;

    public BackupCommand()
        : base("backup", "Backs up a server's embedded database into a file, while it runs. Stored credentials in it stay encrypted, and the keys are left out unless --with-keys says otherwise.")
    {
        _data = Add("--data", "dir", "The data directory of turnstone serve. Default ./turnstone-data.");
        _to = Add("--to", "file", "Where the back-up goes, in the place of one that is there.");
        _withKeys = AddSwitch("--with-keys", "Puts the keys in as well: then whoever has the file can read all stored credentials.");
        _keys = Add("--keys", "dir", "With --with-keys: where the keys are. Default: keys in --data.");
    }

    public override async Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var data = parsed.Text(_data) ?? "turnstone-data";
        var file = parsed.Required(_to, "Name the file the back-up goes into.", findings);
        if (!parsed.IsSet(_withKeys) && parsed.Text(_keys) is not null)
        {
            findings.Refuse(_keys.Name, $"It goes with {_withKeys.Name} alone.", $"Write {_withKeys.Name} as well, or leave it out.");
        }

        FindingsPrinter.Print(findings, shell);
        if (!findings.AreClean)
        {
            return ExitStatus.WrongUse;
        }

        try
        {
            var keys = parsed.IsSet(_withKeys) ? parsed.Text(_keys) ?? Path.Combine(data, "keys") : null;
            await new BackupWriter(ProductVersion.Text, shell.Time).WriteAsync(data, keys, file!, cancellationToken);
            shell.Out.WriteLine($"Backed up into {file}.");
            shell.Error.WriteLine(keys is null
                ? "Note: the keys of stored credentials are not in it. Keep a copy of them elsewhere, or credentials have to be entered again."
                : $"WARNING: the keys are in it. Whoever has {file} can read every stored credential: keep it like a password.");
            return ExitStatus.Fine;
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException)
        {
            shell.Error.WriteLine(VisibleText.Of(e is BackupException ? e.Message : $"{file} cannot be written: {FileTrouble.Say(e)}."));
            return ExitStatus.WrongUse;
        }
    }
}
