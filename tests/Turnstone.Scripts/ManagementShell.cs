using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Turnstone.Preparation.Exchange;

namespace Turnstone.Scripts;

/// <summary>A PowerShell that has the stand-in cmdlets of <c>Stubs</c> in it, and a folder with the two scripts.</summary>
internal sealed class ManagementShell : IDisposable
{
    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault());
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-scripts-");

    public ManagementShell(ExchangeAnswers answers)
    {
        _runspace.Open();
        var stubs = string.Concat(new[] { "State", "Access", "Limits" }.Select(Stub));
        Call("param($text) Import-Module (New-Module -Name Stubs -ScriptBlock ([scriptblock]::Create($text + \"`nExport-ModuleMember -Function *\"))) -Global -DisableNameChecking", stubs);
        Call("Reset-Stub");
        Write(answers);
    }

    public string RecordPath => Path.Combine(_folder.FullName, PreparationScripts.RecordName);

    public string State => (string)Call("Get-StubText")[0].BaseObject;

    public int Changes => (int)((Hashtable)Call("Get-Meter")[0].BaseObject)["Changes"]!;

    public int Prompts => (int)((Hashtable)Call("Get-Meter")[0].BaseObject)["Prompts"]!;

    /// <summary>Writes both scripts, in the place of those that were there.</summary>
    public void Write(ExchangeAnswers answers)
    {
        var scripts = ExchangeScripts.Make(answers);
        File.WriteAllText(Path.Combine(_folder.FullName, PreparationScripts.ForwardName), scripts.Forward);
        File.WriteAllText(Path.Combine(_folder.FullName, PreparationScripts.UndoName), scripts.Undo);
    }

    /// <summary>Sets the organisation back, and forgets the record.</summary>
    public void Reset()
    {
        Call("Reset-Stub");
        File.Delete(RecordPath);
    }

    /// <summary>Changes the organisation behind the scripts' back; <c>$o</c> is its state.</summary>
    public void Edit(string code) => Call($"Edit-Stub {{ param($o) {code} }}");

    public void FailAt(int change, string mode) => Call($"Set-Failure {change} '{mode}'");

    public void Separate(string thousands) => Call("param($text) Set-Separator $text", thousands);

    public ShellRun Forward(params string[] switches) => Run(PreparationScripts.ForwardName, switches);

    public ShellRun Undo(params string[] switches) => Run(PreparationScripts.UndoName, switches);

    public void Dispose()
    {
        _runspace.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Stub(string name)
    {
        using var reader = new StreamReader(typeof(ManagementShell).Assembly.GetManifestResourceStream($"Stub.{name}")!);
        return reader.ReadToEnd();
    }

    private ShellRun Run(string script, string[] switches)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand(Path.Combine(_folder.FullName, script));
        foreach (var name in switches)
        {
            shell.AddParameter(name, true);
        }

        string? error = null;
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException e)
        {
            error = e.Message;
        }

        return new ShellRun(
            string.Join('\n', shell.Streams.Information.Select(line => $"{line}")),
            string.Join('\n', shell.Streams.Warning.Select(line => $"{line}")),
            error ?? (shell.Streams.Error.Count > 0 ? $"{shell.Streams.Error[0]}" : null));
    }

    private List<PSObject> Call(string code, params object[] arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(code);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        var answer = shell.Invoke();
        return shell.Streams.Error.Count == 0 ? [.. answer] : throw new InvalidOperationException($"{shell.Streams.Error[0]}");
    }
}
