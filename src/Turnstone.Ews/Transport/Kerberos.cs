using System.Net;

namespace Turnstone.Ews.Transport;

/// <summary>What this machine knows of Kerberos, and how it writes names.</summary>
internal static class Kerberos
{
    /// <summary>Whether a password may be taken to a key distribution center: Windows knows its own, others are told by krb5.conf.</summary>
    public static bool IsConfigured { get; } =
        OperatingSystem.IsWindows()
        || (Environment.GetEnvironmentVariable("KRB5_CONFIG")?.Split(':') ?? ["/etc/krb5.conf"]).Any(File.Exists);

    /// <summary>
    /// name@domain is a name in the realm of that domain, in capitals as realms are; DOMAIN\name is one in the default realm, since
    /// the short name before the backslash is known to Windows alone.
    /// </summary>
    public static NetworkCredential NameOf(string userName, EwsPassword password)
    {
        string[] windows = userName.Split('\\', 2);
        if (windows.Length == 2)
        {
            bool isRealm = windows[0].Contains('.', StringComparison.Ordinal);
            return new NetworkCredential(windows[1], password.Reveal(), isRealm || OperatingSystem.IsWindows() ? windows[0].ToUpperInvariant() : "");
        }

        int at = userName.LastIndexOf('@');
        return at > 0 && !OperatingSystem.IsWindows()
            ? new NetworkCredential(userName[..at], password.Reveal(), userName[(at + 1)..].ToUpperInvariant())
            : new NetworkCredential(userName, password.Reveal());
    }
}
