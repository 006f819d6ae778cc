namespace Turnstone.Sandbox.Dovecot;

/// <summary>
/// Debian starts and enables a service as it is installed. A mask that lasts at most until the next boot keeps it from
/// starting, and disabling it before the mask goes keeps it from starting later. Nothing to do without systemd: there
/// Debian's invoke-rc.d asks the policy of the container, which says no.
/// </summary>
internal sealed class QuietUnits : IAsyncDisposable
{
    private readonly string[] _prefix;
    private readonly string[] _units;

    private QuietUnits(string[] prefix, string[] units) => (_prefix, _units) = (prefix, units);

    public static async Task<QuietUnits> MaskAsync(
        string[] prefix, string[] units, Action<string> say, CancellationToken cancellationToken)
    {
        var quiet = new QuietUnits(prefix, Directory.Exists("/run/systemd/system") ? units : []);
        if (quiet._units.Length > 0)
        {
            say($"Keeping {string.Join(" and ", units)} from starting: only the sandbox's own processes will run.");
            await quiet.SystemctlAsync(["mask", "--runtime"], cancellationToken);
        }

        return quiet;
    }

    // Whatever happened, and even when cancelled, the mask must not stay.
    public async ValueTask DisposeAsync()
    {
        if (_units.Length > 0)
        {
            await SystemctlAsync(["disable"], CancellationToken.None);
            await SystemctlAsync(["unmask", "--runtime"], CancellationToken.None);
        }
    }

    // A failure is not ours to die of: where the installation failed there is no unit to disable.
    private Task<CommandResult> SystemctlAsync(string[] verb, CancellationToken cancellationToken)
    {
        string[] line = [.. _prefix, "systemctl", .. verb, .. _units];
        return Command.RunAsync(line[0], line[1..], cancellationToken);
    }
}
