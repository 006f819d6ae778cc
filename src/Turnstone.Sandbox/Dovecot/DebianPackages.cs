namespace Turnstone.Sandbox.Dovecot;

/// <summary>Installs Debian packages that the sandbox and its tests drive as real programs.</summary>
public static class DebianPackages
{
    // apt-get waits for another's installing, not for another's update: two that find no lists at once would both fail.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>
    /// Makes sure that every package is installed; does nothing when they are. Uses apt-get, through sudo when the caller
    /// is not root and sudo asks no password. <paramref name="say"/> hears one line before each thing that changes the machine.
    /// </summary>
    /// <exception cref="PackageUnavailableException">The packages are missing and could not be installed; the message says why and what to type.</exception>
    public static async Task EnsureAsync(
        IReadOnlyCollection<DebianPackage> packages, Action<string> say, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            var missing = await MissingAsync(packages, cancellationToken);
            if (missing.Count > 0)
            {
                await InstallMissingAsync(missing, say, cancellationToken);
            }
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task InstallMissingAsync(List<DebianPackage> missing, Action<string> say, CancellationToken cancellationToken)
    {
        var names = string.Join(' ', missing.Select(package => package.Name));
        if (!File.Exists("/usr/bin/apt-get"))
        {
            throw new PackageUnavailableException(
                $"This needs the package(s) {names}, and there is no apt-get here. Install them with your system's own tool and run this again.");
        }

        string[] prefix = Environment.IsPrivilegedProcess ? [] : await SudoAsync(names, cancellationToken);
        say($"Installing {names} with {string.Join(' ', [.. prefix, "apt-get"])} (this changes the machine, once).");
        await using (await QuietUnits.MaskAsync(prefix, [.. missing.SelectMany(package => package.Units)], say, cancellationToken))
        {
            await InstallAsync(prefix, names, say, cancellationToken);
        }
    }

    private static async Task InstallAsync(string[] prefix, string names, Action<string> say, CancellationToken cancellationToken)
    {
        string[] install = ["install", "--yes", "--no-install-recommends", .. names.Split(' ')];
        var installed = await AptAsync(prefix, install, cancellationToken);
        if (!installed.Succeeded)
        {
            // A fresh machine has no package lists, an old one has lists that name files long gone.
            say("Refreshing the package lists with apt-get update, then trying once more.");
            await AptAsync(prefix, ["update"], cancellationToken);
            installed = await AptAsync(prefix, install, cancellationToken);
        }

        if (!installed.Succeeded)
        {
            throw new PackageUnavailableException(
                $"apt-get could not install {names} (status {installed.ExitCode}). Install them by hand and run this again. It said:\n{installed.Tail}");
        }
    }

    private static async Task<List<DebianPackage>> MissingAsync(IReadOnlyCollection<DebianPackage> packages, CancellationToken cancellationToken)
    {
        var missing = new List<DebianPackage>();
        foreach (var package in packages)
        {
            var status = await Command.RunAsync("dpkg-query", ["--show", "--showformat=${db:Status-Status}", package.Name], cancellationToken);
            if (status.Output.Trim() != "installed")
            {
                missing.Add(package);
            }
        }

        return missing;
    }

    private static async Task<string[]> SudoAsync(string names, CancellationToken cancellationToken)
    {
        var sudo = await Command.RunAsync("sudo", ["--non-interactive", "true"], cancellationToken);
        return sudo.Succeeded
            ? ["sudo", "--non-interactive"]
            : throw new PackageUnavailableException(
                $"This needs the package(s) {names}. You are not root and sudo does not let you in without a password: run 'sudo apt-get install {names}' and then this again.");
    }

    // Another apt-get may be at work (unattended upgrades, a second test run): wait for its lock rather than fail. It asks
    // questions otherwise, and where there is no systemd, run level 1 is what Debian's invoke-rc.d starts no service in.
    private static Task<CommandResult> AptAsync(string[] prefix, string[] arguments, CancellationToken cancellationToken) =>
        Command.RunAsync(
            prefix,
            ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get", "--option", "DPkg::Lock::Timeout=300", .. arguments],
            cancellationToken);
}
