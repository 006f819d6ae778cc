namespace Turnstone.Sandbox.Dovecot;

/// <summary>
/// Debian starts and enables a service as it is installed. A mask that lasts at most until the next boot keeps it from
/// starting, and disabling it before the mask goes keeps it from starting later.
/// </summary>
internal sealed class QuietUnits : IAsyncDisposable
{
    private readonly string[] _prefix;
    private readonly string[] _units;

    private QuietUnits(string[] prefix, string[] units) => (_prefix, _units) = (prefix, units);

    private static bool HasSystemd => Directory.Exists("/run/systemd/system");

    public static async Task<QuietUnits> MaskAsync(
        string[] prefix, string[] units, Action<string> say, CancellationToken cancellationToken)
    {
        var quiet = new QuietUnits(prefix, units);
        if (units.Length > 0 && HasSystemd)
        {
            say($"Keeping {string.Join(" and ", units)} from starting: only the sandbox's own processes will run.");
            await quiet.RunAsync(["systemctl", "mask", "--runtime"], cancellationToken);
        }

        return quiet;
    }

    // Whatever happened, and even when cancelled, the mask must not stay.
    public async ValueTask DisposeAsync()
    {
        if (_units.Length == 0)
        {
            return;
        }

        // Disabling works without a running systemd too, and an image made of this machine will boot quietly.
        await RunAsync(["systemctl", "disable"], CancellationToken.None);
        if (HasSystemd)
        {
            await RunAsync(["systemctl", "unmask", "--runtime"], CancellationToken.None);
        }
    }

    // A failure is not ours to die of: where the installation failed there is no unit to disable.
    private Task<CommandResult> RunAsync(string[] command, CancellationToken cancellationToken) =>
        Command.RunAsync(_prefix, [.. command, .. _units], cancellationToken);
}
