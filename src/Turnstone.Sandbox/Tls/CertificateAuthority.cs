using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Sandbox.Tls;

/// <summary>
/// A throw-away authority for the stand-in's HTTPS. Its key never leaves this object; clients are given the certificate to trust.
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    // Test machines whose clocks disagree by less than this still accept it.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    // Old enough to have issued what has ended since.
    private static readonly TimeSpan Age = TimeSpan.FromDays(10);

    private readonly X509Certificate2 _certificate;
    private readonly TimeProvider _time;

    private CertificateAuthority(X509Certificate2 certificate, TimeProvider time) => (_certificate, _time) = (certificate, time);

    /// <summary>A new authority, valid for 90 days from now on and for some days before.</summary>
    public static CertificateAuthority Create(TimeProvider time)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Turnstone Sandbox CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        DateTimeOffset now = time.GetUtcNow();
        return new CertificateAuthority(request.CreateSelfSigned(now - Age, now + Lifetime), time);
    }

    /// <summary>The certificate clients trust, without its key.</summary>
    public string ExportPem() => _certificate.ExportCertificatePem();

    /// <summary>
    /// A server certificate for host names and IP addresses, with its key in a form Kestrel and SslStream can use on every system.
    /// The caller disposes it. It ends with the authority.
    /// </summary>
    public X509Certificate2 IssueServerCertificate(params IReadOnlyList<string> namesAndAddresses) => IssueFlawed(CertificateFlaw.None, namesAndAddresses);

    /// <summary>The same with something wrong.</summary>
    public X509Certificate2 IssueFlawed(CertificateFlaw flaw, params IReadOnlyList<string> namesAndAddresses)
    {
        var (from, until) = Validity(flaw);
        return Issue(flaw == CertificateFlaw.WrongName ? ["other.example"] : namesAndAddresses, from, until, isOwn: flaw == CertificateFlaw.SelfSigned);
    }

    /// <summary>One that ends at a time of the caller's, which may be over.</summary>
    internal X509Certificate2 IssueServerCertificate(IReadOnlyList<string> namesAndAddresses, DateTimeOffset end)
    {
        DateTimeOffset start = _time.GetUtcNow() - ClockSkew < end ? _time.GetUtcNow() - ClockSkew : end - ClockSkew;
        return Issue(namesAndAddresses, start > _certificate.NotBefore ? start : _certificate.NotBefore, end, isOwn: false);
    }

    private X509Certificate2 Issue(IReadOnlyList<string> names, DateTimeOffset from, DateTimeOffset until, bool isOwn)
    {
        ArgumentOutOfRangeException.ThrowIfZero(names.Count, nameof(names));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(names[0]);
        CertificateRequest request = new(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        request.CertificateExtensions.Add(AlternativeNames(names));
        if (isOwn)
        {
            using X509Certificate2 own = request.CreateSelfSigned(from, until);
            return Portable(own);
        }

        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        using X509Certificate2 signed = request.Create(_certificate, from, until, serial);
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(key);
        return Portable(withKey);
    }

    public void Dispose() => _certificate.Dispose();

    // A certificate lies within its authority's time.
    private (DateTimeOffset From, DateTimeOffset Until) Validity(CertificateFlaw flaw)
    {
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset begin = _certificate.NotBefore;
        DateTimeOffset from = now - ClockSkew > begin ? now - ClockSkew : begin;
        return flaw switch
        {
            CertificateFlaw.Expired => (from, now - (ClockSkew / 2)),
            CertificateFlaw.NotYetValid => (now + TimeSpan.FromDays(1), _certificate.NotAfter),
            CertificateFlaw.EndsSoon => (from, now + TimeSpan.FromDays(10)),
            _ => (from, _certificate.NotAfter),
        };
    }

    // A key that exists only in memory is not accepted by Windows' SChannel; one loaded from PKCS#12 is, everywhere.
    private static X509Certificate2 Portable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);

    internal static X509Extension AlternativeNames(IReadOnlyList<string> namesAndAddresses)
    {
        SubjectAlternativeNameBuilder names = new();
        foreach (string name in namesAndAddresses)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(name);
            }
        }

        return names.Build();
    }
}
