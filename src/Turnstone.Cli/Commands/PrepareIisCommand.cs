using System.CommandLine;
using System.Globalization;
using Turnstone.Cli.Output;
using Turnstone.Cli.Settings;
using Turnstone.Engine.Reporting;
using Turnstone.Preparation.WebConfig;

namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone prepare iis</c>: raises the limits of EWS in its two web.config files, or takes that back.</summary>
internal sealed class PrepareIisCommand : ShellCommand
{
    private readonly Option<string[]> _path;
    private readonly Option<string?> _size;
    private readonly Option<bool> _undo;
    private readonly Option<bool> _dryRun;

    public PrepareIisCommand()
        : base("iis", "Raises the request limits of Exchange Web Services in its web.config files, on an Exchange server or in copies of them; shows the difference, keeps a back-up, and takes it back with --undo.")
    {
        _path = AddMany("--path", "folder|file", "The folder Exchange is in, a copy of it, or one web.config. Repeatable. Default: where ExchangeInstallPath says, on an Exchange server.");
        _size = Add("--message-size", "size", "The largest message that has to fit, such as 150MiB. Values that are larger stay.");
        _undo = AddSwitch("--undo", "Puts the files back from their back-ups, where they are as Turnstone left them.");
        _dryRun = AddSwitch("--dry-run", "Shows the difference and writes nothing.");
    }

    public override Task<int> RunAsync(ParseResult parsed, Findings findings, Shell shell, CancellationToken cancellationToken)
    {
        var size = Size(parsed, findings);
        var files = Files(parsed, shell, findings);
        if (parsed.IsSet(_undo) && parsed.IsSet(_dryRun))
        {
            findings.Refuse(_dryRun.Name, $"It does not go with {_undo.Name}.", "Leave one of them out.");
        }

        var patches = findings.AreClean && size is { } bytes ? Patch(files, RequestSize.Of(bytes), findings) : [];
        FindingsPrinter.Print(findings, shell);
        if (!findings.AreClean)
        {
            return Task.FromResult(ExitStatus.WrongUse);
        }

        return Task.FromResult(parsed.IsSet(_undo) ? Undo(files, shell) : Apply(patches, size!.Value, parsed.IsSet(_dryRun), shell));
    }

    private long? Size(ParseResult parsed, Findings findings)
    {
        if (parsed.IsSet(_undo))
        {
            if (parsed.Text(_size) is not null)
            {
                findings.Refuse(_size.Name, $"It does not go with {_undo.Name}.", "Leave one of them out.");
            }

            return null;
        }

        var size = SizeText.Read(_size.Name, parsed.Required(_size, "Say how large the largest message is, such as 150MiB.", findings), findings);
        if (size > RequestSize.LargestMessage)
        {
            findings.Refuse(_size.Name, "A request with such a message would pass 2 GiB, where EWS ends.", $"Write at most {RequestSize.LargestMessage >> 20}MiB.");
        }

        return size;
    }

    private List<string> Files(ParseResult parsed, Shell shell, Findings findings)
    {
        var paths = parsed.Texts(_path);
        if (paths.Count == 0 && shell.Environment(WebConfigPlaces.InstallVariable) is { Length: > 0 } installed)
        {
            paths = [installed];
        }

        if (paths.Count == 0 && parsed.GetResult(_path) is null)
        {
            findings.Refuse(_path.Name, $"It is missing, and {WebConfigPlaces.InstallVariable} does not say where Exchange is.", "Name the folder Exchange is in, or one with copies of its files.");
        }

        var files = new List<string>();
        foreach (var path in paths)
        {
            var found = WebConfigPlaces.Find(path);
            if (found.Count == 0)
            {
                findings.Refuse(
                    _path.Name,
                    $"{path} has no web.config of EWS in it.",
                    @"Name the folder that FrontEnd\HttpProxy\ews\web.config and ClientAccess\exchweb\ews\web.config are below, or one of these files.");
            }

            files.AddRange(found.Where(file => !files.Contains(file)));
        }

        return files;
    }

    private static List<(WebConfigFile File, byte[] Original, WebConfigPatch Patch)> Patch(List<string> files, long requestSize, Findings findings)
    {
        var patches = new List<(WebConfigFile, byte[], WebConfigPatch)>();
        foreach (var path in files)
        {
            try
            {
                var file = new WebConfigFile(path);
                var original = file.Read();
                patches.Add((file, original, WebConfigPatcher.Patch(original, requestSize, path)));
            }
            catch (Exception e) when (e is WebConfigException or IOException or UnauthorizedAccessException)
            {
                findings.Refuse(path, e is WebConfigException ? e.Message : $"It cannot be read: {FileTrouble.Say(e)}.", "");
            }
        }

        return patches;
    }

    private static int Apply(List<(WebConfigFile File, byte[] Original, WebConfigPatch Patch)> patches, long size, bool isDry, Shell shell)
    {
        shell.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"A message of {size:N0} bytes is {(size + 2) / 3 * 4:N0} characters of base64 (4 for 3 bytes). With its envelope, and rounded up to whole MiB, the request is {RequestSize.Of(size):N0} bytes."));
        foreach (var (file, original, patch) in patches)
        {
            shell.Out.WriteLine();
            shell.Out.WriteLine(VisibleText.Of($"{file.Path}: {(patch.Role == WebConfigRole.FrontEnd ? "front end" : "back end")}, {patch.Changes.Count(change => change.IsChange)} of {patch.Changes.Count} values to change"));
            foreach (var line in patch.Diff.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                // Tabs are how some of these files indent.
                shell.Out.WriteLine(VisibleText.Of(line.Replace("\t", "    ", StringComparison.Ordinal)));
            }

            foreach (var note in patch.Notes)
            {
                shell.Out.WriteLine(VisibleText.Of($"Note: {note}"));
            }

            if (patch.IsChanged && !isDry && !Try(file, () => $"Written. Its back-up is {file.Replace(original, patch.Bytes, shell.Time.GetUtcNow())}.", shell))
            {
                return ExitStatus.WrongUse;
            }
        }

        shell.Out.WriteLine();
        if (!patches.Exists(patch => patch.Patch.IsChanged))
        {
            shell.Out.WriteLine("Nothing has to be changed.");
            return ExitStatus.Fine;
        }

        if (isDry)
        {
            shell.Out.WriteLine("Nothing was written.");
        }

        Advise(shell);
        foreach (var missing in Enum.GetValues<WebConfigRole>().Where(role => !patches.Exists(patch => patch.Patch.Role == role)))
        {
            shell.Error.WriteLine($"Note: the {(missing == WebConfigRole.FrontEnd ? "front end" : "back end")} has its own file and its own limit. The smaller of the two binds: patch both.");
        }

        return ExitStatus.Fine;
    }

    private static int Undo(List<string> files, Shell shell)
    {
        var isDone = true;
        foreach (var file in files.Select(path => new WebConfigFile(path)))
        {
            isDone &= Try(file, () => $"{file.Path}: put back as it was, from {Path.GetFileName(file.Undo())}.", shell);
        }

        if (isDone)
        {
            shell.Out.WriteLine("IIS reads them when it is restarted: net stop w3svc /y, then net start w3svc.");
        }

        return isDone ? ExitStatus.Fine : ExitStatus.WrongUse;
    }

    private static void Advise(Shell shell)
    {
        shell.Out.WriteLine("Do the same on every Exchange server that clients or mailboxes are on. IIS reads the files when it is restarted, which cuts clients off for a moment:");
        shell.Out.WriteLine("  net stop w3svc /y");
        shell.Out.WriteLine("  net start w3svc");
        shell.Out.WriteLine("A cumulative update of Exchange writes these files anew: run this again after one. Limits of transport and mailboxes are Exchange's: turnstone prepare exchange.");
    }

    private static bool Try(WebConfigFile file, Func<string> work, Shell shell)
    {
        try
        {
            shell.Out.WriteLine(VisibleText.Of(work()));
            return true;
        }
        catch (Exception e) when (e is WebConfigException or IOException or UnauthorizedAccessException)
        {
            shell.Error.WriteLine(VisibleText.Of(e is WebConfigException ? $"{file.Path}: {e.Message}" : $"{file.Path} cannot be written: {FileTrouble.Say(e)}. Run this as an administrator of the server."));
            return false;
        }
    }
}
