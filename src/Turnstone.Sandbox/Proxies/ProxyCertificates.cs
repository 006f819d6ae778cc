using System.Security.Cryptography.X509Certificates;
using Turnstone.Sandbox.Tls;

namespace Turnstone.Sandbox.Proxies;

/// <summary>What a proxy shows to its clients: a certificate of an authority they know, until it is changed for one of another.</summary>
internal sealed class ProxyCertificates : IDisposable
{
    private readonly X509Certificate2 _trusted;
    private readonly X509Certificate2 _foreign;
    private volatile bool _isChanged;

    public ProxyCertificates(Uri listen, TimeProvider time)
    {
        using var authority = CertificateAuthority.Create(time);
        using var stranger = CertificateAuthority.Create(time);
        AuthorityPem = authority.ExportPem();
        _trusted = authority.IssueServerCertificate(CertificateNames.Of(listen));
        _foreign = stranger.IssueServerCertificate(CertificateNames.Of(listen));
    }

    public string AuthorityPem { get; }

    public X509Certificate2 Current => _isChanged ? _foreign : _trusted;

    public void Change() => _isChanged = true;

    public void Dispose()
    {
        _trusted.Dispose();
        _foreign.Dispose();
    }
}
