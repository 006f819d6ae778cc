using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Ews;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

public sealed class TlsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public TlsTests()
    {
        CertificateRequest request = new("CN=House CA", _authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _authority = request.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(30));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task UnknownAuthority_IsRefusedByName()
    {
        EwsTransportException refused = await RefusedAsync(Issue("localhost"), []);

        Assert.Contains("issued by CN=House CA, which is not trusted here", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrustedAuthority_IsAccepted()
    {
        await using RawServer server = Serving(Issue("localhost"));
        using EwsClient client = new(Clients.Options with { Url = server.Url, TrustedAuthorities = [_authority] });

        IReadOnlyList<EwsResponse<Item>> responses = await client.CreateItemAsync(Clients.CreateItem(), None);

        Assert.True(responses[0].IsSuccess);
    }

    [Fact]
    public async Task WrongHost_IsRefusedEvenUnderATrustedAuthority()
    {
        EwsTransportException refused = await RefusedAsync(Issue("other.example.com"), [_authority]);

        Assert.Contains("made out to other.example.com, not to localhost", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpiredCertificate_IsRefusedEvenUnderATrustedAuthority()
    {
        EwsTransportException refused = await RefusedAsync(Issue("localhost", from: -2, to: -1), [_authority]);

        Assert.Contains("is not valid now", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherAuthorityOfTheSameName_IsRefused()
    {
        using TlsTests impostor = new();

        EwsTransportException refused = await RefusedAsync(impostor.Issue("localhost"), [_authority]);

        Assert.Contains("not trusted", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientCertificateForServerUse_IsRefused()
    {
        EwsTransportException refused = await RefusedAsync(Issue("localhost", usage: "1.3.6.1.5.5.7.3.2"), [_authority]);

        Assert.Equal(EwsTransportErrorKind.Tls, refused.Kind);
    }

    [Fact]
    public async Task LineThatBreaksInTheHandshake_IsNoMatterOfCertificates()
    {
        await using RawServer server = new(_ => Task.CompletedTask);
        using EwsClient client = new(Clients.Options with { Url = new UriBuilder(server.Url) { Scheme = "https" }.Uri, TrustedAuthorities = [_authority] });

        EwsTransportException broken = await Assert.ThrowsAsync<EwsTransportException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsTransportErrorKind.ConnectFailed, RequestProgress.NotSent), (broken.Kind, broken.Progress));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _authorityKey.Dispose();
    }

    private static async Task<EwsTransportException> RefusedAsync(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> trusted)
    {
        await using RawServer server = Serving(certificate);
        using EwsClient client = new(Clients.Options with { Url = server.Url, TrustedAuthorities = trusted });

        EwsTransportException refused = await Assert.ThrowsAsync<EwsTransportException>(() => client.CreateItemAsync(Clients.CreateItem(), None));

        Assert.Equal((EwsTransportErrorKind.Tls, RequestProgress.NotSent), (refused.Kind, refused.Progress));
        return refused;
    }

    private static RawServer Serving(X509Certificate2 certificate) => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.AnswerAsync(Answers.Responses("CreateItem", Answers.Created("x")));
    }, certificate);

    private X509Certificate2 Issue(string host, int from = -1, int to = 20, string usage = "1.3.6.1.5.5.7.3.1")
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={host}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        using X509Certificate2 issued = request.Create(_authority, Now.AddDays(from), Now.AddDays(to), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
