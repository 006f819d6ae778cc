using Turnstone.Sandbox.Dovecot;

namespace Turnstone.Sandbox.Packages;

/// <summary>
/// Debian packages laid out in a directory instead of being installed. Debian lets one IMAP server be installed at a time (Dovecot,
/// Cyrus and Courier all conflict with "imap-server"); unpacked side by side they disturb neither each other nor the machine, no service
/// comes with them, and no root is needed.
/// </summary>
internal static class UnpackedPackages
{
    /// <summary>Downloads the packages with apt-get and unpacks them into <paramref name="target"/>, which is made.</summary>
    /// <exception cref="PackageUnavailableException">It cannot be done here; the message says why.</exception>
    public static async Task LayOutAsync(string target, IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        if (!File.Exists("/usr/bin/apt-get") || !File.Exists("/usr/bin/dpkg-deb"))
        {
            throw new PackageUnavailableException($"This needs Debian's packages {string.Join(' ', packages)}, and there is no apt-get here.");
        }

        Directory.CreateDirectory(target);
        var archives = Directory.CreateDirectory(target + ".archives").FullName;
        try
        {
            var downloaded = await DownloadAsync(archives, packages, cancellationToken);
            if (!downloaded.Succeeded && Environment.IsPrivilegedProcess)
            {
                // A fresh machine has no package lists, an old one has lists that name files long gone.
                await Command.RunAsync("apt-get", ["update"], cancellationToken);
                downloaded = await DownloadAsync(archives, packages, cancellationToken);
            }

            if (!downloaded.Succeeded)
            {
                throw new PackageUnavailableException($"apt-get could not download {string.Join(' ', packages)}: {downloaded.Tail}");
            }

            foreach (var archive in Directory.EnumerateFiles(archives, "*.deb"))
            {
                var unpacked = await Command.RunAsync("dpkg-deb", ["--extract", archive, target], cancellationToken);
                if (!unpacked.Succeeded)
                {
                    throw new PackageUnavailableException($"{Path.GetFileName(archive)} cannot be unpacked: {unpacked.Tail}");
                }
            }
        }
        finally
        {
            Directory.Delete(archives, recursive: true);
        }
    }

    // apt-get download writes into the current directory, which a process has only one of.
    private static Task<CommandResult> DownloadAsync(string directory, IReadOnlyList<string> packages, CancellationToken cancellationToken) =>
        Command.RunAsync("env", ["--chdir", directory, "apt-get", "--quiet", "download", .. packages], cancellationToken);
}
