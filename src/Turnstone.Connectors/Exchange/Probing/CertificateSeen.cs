using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Connectors.Exchange.Probing;

/// <summary>What a server's certificate is like, so that each fault has a remedy of its own.</summary>
internal sealed record CertificateSeen(DateTimeOffset Start, DateTimeOffset End, bool IsSelfSigned, bool IsForAnotherHost)
{
    /// <summary>Time enough to have one renewed.</summary>
    private static readonly TimeSpan EarlyWarning = TimeSpan.FromDays(30);

    public static CertificateSeen Of(X509Certificate certificate, SslPolicyErrors errors)
    {
        using var leaf = new X509Certificate2(certificate);
        return new CertificateSeen(
            leaf.NotBefore.ToUniversalTime(),
            leaf.NotAfter.ToUniversalTime(),
            leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData),
            errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch));
    }

    /// <summary>Of one that is believed.</summary>
    public Finding Judge(string detail, DateTimeOffset now) => End - now > EarlyWarning
        ? detail
        : Finding.Warning(
            string.Create(CultureInfo.InvariantCulture, $"{detail}: it ends in {Math.Max(0, (int)(End - now).TotalDays)} days"),
            "Have it renewed before the migration, and enable the new one for IIS: Enable-ExchangeCertificate -Services IIS.");

    /// <summary>Of one that is not.</summary>
    public string Remedy(DateTimeOffset now, string host) => this switch
    {
        { IsForAnotherHost: true } => $"Give the host name that the certificate is made out to, or have one made out that names {host} as well.",
        _ when now > End => "Have it renewed, and enable the new one for IIS: Enable-ExchangeCertificate -Services IIS.",
        _ when now < Start => "Check the clocks of this machine and of the server.",
        { IsSelfSigned: true } => "Name the certificate itself as a PEM file with --trust, as Export-Certificate writes it; better, give the server one of an authority that is trusted.",
        _ => "Name its authority's PEM file with --trust. Where a public authority should have issued it, the server leaves out an intermediate certificate: install that there.",
    };
}
