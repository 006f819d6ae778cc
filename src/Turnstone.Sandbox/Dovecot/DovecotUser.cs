namespace Turnstone.Sandbox.Dovecot;

/// <summary>
/// The system user that every process of the sandbox's Dovecot runs as. Dovecot wants separate users only to fence its own
/// processes from each other; one ordinary user for all of them needs no privilege at all.
/// </summary>
internal sealed record DovecotUser(string Name, string Group)
{
    /// <summary>Ourselves, or "nobody" when we are root: a mail server that strangers' bytes reach is not run as root.</summary>
    public static async Task<DovecotUser> FindAsync(CancellationToken cancellationToken)
    {
        string[] who = Environment.IsPrivilegedProcess ? ["nobody"] : [];
        var name = await Command.RunAsync("id", ["-un", .. who], cancellationToken);
        var group = await Command.RunAsync("id", ["-gn", .. who], cancellationToken);
        return name.Succeeded && group.Succeeded
            ? new DovecotUser(name.Output.Trim(), group.Output.Trim())
            : throw new DovecotException($"Cannot tell which user Dovecot is to run as: {name.Tail} {group.Tail}");
    }

    /// <summary>
    /// The command line that becomes this user in a process group of its own: both tools replace themselves with what
    /// follows, so the id of the started process is Dovecot's and the group's, and the whole family can be ended by it.
    /// </summary>
    public string[] CommandLine(params string[] command) => Environment.IsPrivilegedProcess
        ? ["setsid", "setpriv", $"--reuid={Name}", $"--regid={Group}", "--clear-groups", .. command]
        : ["setsid", .. command];

    /// <summary>Hands the directory over; nothing to do when it is ours.</summary>
    public async Task OwnAsync(DovecotLayout layout, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        var owned = await Command.RunAsync("chown", ["--recursive", $"{Name}:{Group}", layout.Root], cancellationToken);
        if (!owned.Succeeded)
        {
            throw new DovecotException($"Cannot give {layout.Root} to {Name}: {owned.Tail}");
        }
    }
}
