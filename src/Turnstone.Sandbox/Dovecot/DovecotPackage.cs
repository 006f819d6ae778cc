namespace Turnstone.Sandbox.Dovecot;

/// <summary>Finds the machine's Dovecot, installing Debian's package when there is none.</summary>
public static class DovecotPackage
{
    private const string Package = "dovecot-imapd";
    private static readonly string[] Units = ["dovecot.service", "dovecot.socket"];
    private static readonly string[] Places = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot", "/sbin/dovecot"];

    /// <summary>
    /// The Dovecot to run. When it has to be installed, the distribution's own service is neither started nor enabled by
    /// it: the machine must not begin to serve mail because a demo was run.
    /// </summary>
    /// <exception cref="PackageUnavailableException">There is no Dovecot and it cannot be installed.</exception>
    public static async Task<DovecotInstallation> EnsureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            throw new PackageUnavailableException("Dovecot runs on Linux only: run this on Debian or Ubuntu, or in WSL.");
        }

        if (Find() is null)
        {
            await InstallAsync(say, cancellationToken);
        }

        var program = Find() ?? throw new PackageUnavailableException(
            $"{Package} is installed but none of {string.Join(", ", Places)} exists: reinstall it with 'apt-get install --reinstall dovecot-core'.");
        var version = await Command.RunAsync(program, ["--version"], cancellationToken);
        return DovecotInstallation.TryCreate(program, version.Output) ?? throw new PackageUnavailableException(
            $"{program} --version did not answer with a version of Dovecot 2: {version.Tail}");
    }

    private static string? Find() => Places.FirstOrDefault(File.Exists);

    /// <summary>
    /// Debian starts and enables a service as it is installed. A mask that lasts until the next boot keeps it from
    /// starting, and disabling it before the mask goes keeps it from starting later.
    /// </summary>
    private static async Task InstallAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var systemd = Directory.Exists("/run/systemd/system");
        if (systemd)
        {
            say("Keeping Debian's own dovecot.service from starting: only the sandbox's Dovecot will run.");
            await SystemctlAsync(["mask", "--runtime", .. Units], cancellationToken);
        }

        try
        {
            await DebianPackages.EnsureAsync([Package], say, cancellationToken);
        }
        finally
        {
            if (systemd)
            {
                // Whatever happened, and even when cancelled, the mask must not stay.
                await SystemctlAsync(["disable", .. Units], CancellationToken.None);
                await SystemctlAsync(["unmask", "--runtime", .. Units], CancellationToken.None);
            }
        }
    }

    // A failure here is not ours to die of: the unit may not exist, or the caller may be without sudo, which apt will say.
    private static Task<CommandResult> SystemctlAsync(string[] arguments, CancellationToken cancellationToken) =>
        Environment.IsPrivilegedProcess
            ? Command.RunAsync("systemctl", arguments, cancellationToken)
            : Command.RunAsync("sudo", ["--non-interactive", "systemctl", .. arguments], cancellationToken);
}
