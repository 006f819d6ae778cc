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
    /// <summary>Why the last certificate was refused, as the end of a sentence; null when it was accepted.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Who the last certificate was for and until when it is valid; empty before the first.</summary>
    public string Seen { get; private set; } = "";

    /// <summary>The signature of the framework's validation callbacks.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = null;
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            Refusal = "the server showed no certificate";
            return false;
        }

        using var leaf = new X509Certificate2(certificate);
        Seen = string.Create(CultureInfo.InvariantCulture, $"{leaf.Subject}, valid until {leaf.NotAfter.ToUniversalTime():yyyy-MM-dd}");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            Refusal = $"it is made out to {NamesOf(leaf)}, not to this host";
            return false;
        }

        if (errors == SslPolicyErrors.None || IsIssuedByTrusted(leaf, chain))
        {
            return true;
        }

        Refusal = WhyChainFails(leaf);
        return false;
    }

    private bool IsIssuedByTrusted(X509Certificate2 leaf, X509Chain? shown)
    {
        if (authorities.Count == 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        foreach (var element in shown?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(leaf);
    }

    private string WhyChainFails(X509Certificate2 leaf)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now > leaf.NotAfter.ToUniversalTime())
        {
            return string.Create(CultureInfo.InvariantCulture, $"it expired on {leaf.NotAfter.ToUniversalTime():yyyy-MM-dd}");
        }

        if (now < leaf.NotBefore.ToUniversalTime())
        {
            return string.Create(CultureInfo.InvariantCulture, $"it is not valid before {leaf.NotBefore.ToUniversalTime():yyyy-MM-dd}");
        }

        return leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData)
            ? "it is self-signed and nobody vouches for it"
            : $"its issuer is not known here ({leaf.Issuer})";
    }

    private static string NamesOf(X509Certificate2 leaf)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(ip => ip.ToString())))
            .Take(5)
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
    }
}
