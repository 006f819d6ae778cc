using System.Runtime.InteropServices;
using Turnstone.Sandbox.Packages;

namespace Turnstone.Sandbox.NameServers;

/// <summary>Debian's NSD and Unbound laid out in a directory, with the libraries that a machine without them may lack.</summary>
/// <param name="root">The directory they lie in.</param>
internal sealed class DnsPackages(string root)
{
    private static readonly string[] Names = ["nsd", "unbound", "libevent-2.1-7", "libfstrm0", "libprotobuf-c1", "libnghttp2-14", "libpython3.11"];

    /// <summary>A program of theirs, and what its libraries are found by.</summary>
    public string[] Command(string program, params string[] arguments) =>
        ["env", $"LD_LIBRARY_PATH={Path.Combine(root, "usr", "lib", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu")}", Path.Combine(root, "usr", "sbin", program), .. arguments];

    /// <summary>Downloads and unpacks them.</summary>
    /// <exception cref="PackageUnavailableException">There are no Debian packages here.</exception>
    public static async Task<DnsPackages> LayOutAsync(string root, CancellationToken cancellationToken)
    {
        await UnpackedPackages.LayOutAsync(root, Names, cancellationToken);
        return new DnsPackages(root);
    }
}
