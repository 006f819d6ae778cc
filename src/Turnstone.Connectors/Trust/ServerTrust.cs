using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Connectors.Trust;

/// <summary>
/// Decides whether a server's certificate is believed: by the system's authorities plus those the operator named. The host name is
/// verified in either case. Remembers the last refusal, so that a failure can say what is wrong instead of "TLS failed".
/// </summary>
public sealed class ServerTrust(IReadOnlyList<X509Certificate2> authorities, TimeProvider time)
{
    private readonly CertificateFaults _faults = new(authorities, time);

    /// <summary>Why the last certificate was refused, as the end of a sentence; null when it was accepted.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What to do about the refusal; null when there was none.</summary>
    public string? Remedy { get; private set; }

    /// <summary>Who the last certificate was for and until when it is valid; empty before the first.</summary>
    public string Seen { get; private set; } = "";

    /// <summary>Who issued the last certificate; empty before the first.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>Until when the last certificate is valid; null before the first.</summary>
    public DateTimeOffset? Expires { get; private set; }

    /// <summary>The signature of the framework's validation callbacks.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        (Refusal, Remedy) = (null, null);
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            (Refusal, Remedy) = ("the server showed no certificate", "Have the server set up with one.");
            return false;
        }

        using var leaf = new X509Certificate2(certificate);
        Expires = leaf.NotAfter.ToUniversalTime();
        Issuer = leaf.Issuer;
        Seen = string.Create(CultureInfo.InvariantCulture, $"{leaf.Subject}, valid until {Expires:yyyy-MM-dd}");
        if (errors == SslPolicyErrors.None || _faults.Find(leaf, chain, errors).ToList() is not { Count: > 0 } faults)
        {
            return true;
        }

        Refusal = string.Join("; ", faults.Select(fault => fault.Reason));
        Remedy = string.Join(" ", faults.Select(fault => fault.Remedy));
        return false;
    }
}
