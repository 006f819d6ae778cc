using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Sandbox.Tls;

/// <summary>The certificate a stand-in shows, sound or not.</summary>
internal static class ServerCertificates
{
    private static readonly TimeSpan SoonEnd = TimeSpan.FromDays(10);

    public static X509Certificate2 Make(CertificateFlaw flaw, CertificateAuthority authority, IReadOnlyList<string> names, TimeProvider time) => flaw switch
    {
        CertificateFlaw.None => authority.IssueServerCertificate(names),
        CertificateFlaw.Expired => authority.IssueServerCertificate(names, time.GetUtcNow() - TimeSpan.FromDays(1)),
        CertificateFlaw.NotYetValid => authority.IssueFlawed(flaw, names),
        CertificateFlaw.EndsSoon => authority.IssueServerCertificate(names, time.GetUtcNow() + SoonEnd),
        CertificateFlaw.SelfSigned => SelfSigned(names[0], time),
        CertificateFlaw.WrongName => authority.IssueServerCertificate("mail.elsewhere.example"),
        _ => throw new ArgumentOutOfRangeException(nameof(flaw), flaw, "A flaw that is not known here."),
    };

    private static X509Certificate2 SelfSigned(string name, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(CertificateAuthority.AlternativeNames([name]));
        var now = time.GetUtcNow();
        using var signed = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(90));

        // Windows' SChannel takes no key that exists only in memory.
        return X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), password: null);
    }
}
