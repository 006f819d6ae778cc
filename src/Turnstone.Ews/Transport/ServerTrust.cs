using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Ews.Transport;

/// <summary>
/// Decides whether a server's certificate is trusted: by the machine, or by authorities the caller named. The host name counts in
/// both cases. Remembers in words what it refused, since the exception that follows does not say.
/// </summary>
internal sealed class ServerTrust(string host, IReadOnlyList<X509Certificate2> authorities)
{
    private volatile string? _problem;

    /// <summary>Why the last certificate was refused; null when none was.</summary>
    public string? Problem => _problem;

    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _problem = Judge(certificate as X509Certificate2, chain, errors);
        return _problem is null;
    }

    private string? Judge(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        if (certificate is null)
        {
            return "the server showed no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the certificate is made out to {NamesOf(certificate)}, not to {host}. Use a name it holds, or give the server a certificate with this name";
        }

        return authorities.Count > 0 && IsTrustedByAuthorities(certificate, chain) ? null : ChainProblem(certificate, chain);
    }

    private bool IsTrustedByAuthorities(X509Certificate2 certificate, X509Chain? presented)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities.ToArray());
        // As SslStream does by default: an internal authority's revocation list is seldom reachable from here.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1", "Server Authentication"));
        if (presented is not null)
        {
            // The intermediates the server sent along.
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainElements.Select(element => element.Certificate).ToArray());
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        }

        return chain.Build(certificate);
    }

    private static string ChainProblem(X509Certificate2 certificate, X509Chain? chain)
    {
        X509ChainStatusFlags flags = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return $"a certificate of the chain is not valid now; the server's own runs from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}";
        }

        return (flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0
            ? $"the certificate was issued by {certificate.Issuer}, which is not trusted here. Name the authority's certificate as trusted, or install it on this machine"
            : $"the certificate is not acceptable ({flags})";
    }

    private static string NamesOf(X509Certificate2 certificate)
    {
        List<string> names = [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames()).Take(5)];
        return names.Count > 0 ? string.Join(", ", names) : certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
    }
}
