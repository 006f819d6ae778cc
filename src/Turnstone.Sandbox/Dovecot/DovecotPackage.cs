namespace Turnstone.Sandbox.Dovecot;

/// <summary>Finds the machine's Dovecot, installing Debian's package when there is none.</summary>
public static class DovecotPackage
{
    private static readonly DebianPackage Package = new("dovecot-imapd", "dovecot.service", "dovecot.socket");
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
            await DebianPackages.EnsureAsync([Package], say, cancellationToken);
        }

        var program = Find() ?? throw new PackageUnavailableException(
            $"{Package.Name} is installed but none of {string.Join(", ", Places)} exists: reinstall it with 'apt-get install --reinstall dovecot-core'.");
        var version = await Command.RunAsync(program, ["--version"], cancellationToken);
        return DovecotInstallation.TryCreate(program, version.Output) ?? throw new PackageUnavailableException(
            $"{program} --version did not answer with a version of Dovecot 2: {version.Tail}");
    }

    private static string? Find() => Places.FirstOrDefault(File.Exists);
}
