namespace Turnstone.Sandbox.Dovecot;

internal readonly record struct CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last lines: where a failing program says why.</summary>
    public string Tail => string.Join('\n', Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(8));
}
