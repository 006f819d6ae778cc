using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Sandbox.Tls;
using Xunit;

namespace Turnstone.Tests.Sandbox.Tls;

public class CertificateAuthorityTests
{
    [Theory]
    [InlineData("mail.contoso.example")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task ClientThatTrustsTheAuthority_AcceptsEveryNameOnTheCertificate(string target)
    {
        using CertificateAuthority authority = CertificateAuthority.Create(TimeProvider.System);

        Assert.Null(await HandshakeFailureAsync(authority, trusted: authority, target));
    }

    [Theory]
    [InlineData("other.contoso.example")]
    [InlineData("127.0.0.2")]
    public async Task NameNotOnTheCertificate_IsRefused(string target)
    {
        using CertificateAuthority authority = CertificateAuthority.Create(TimeProvider.System);

        Assert.IsType<AuthenticationException>(await HandshakeFailureAsync(authority, trusted: authority, target));
    }

    [Fact]
    public async Task ClientThatTrustsAnotherAuthority_Refuses()
    {
        using CertificateAuthority authority = CertificateAuthority.Create(TimeProvider.System);
        using CertificateAuthority other = CertificateAuthority.Create(TimeProvider.System);

        Assert.IsType<AuthenticationException>(await HandshakeFailureAsync(authority, trusted: other, "127.0.0.1"));
    }

    [Fact]
    public void ExportedPem_IsOneCertificate_WithoutAKey()
    {
        using CertificateAuthority authority = CertificateAuthority.Create(TimeProvider.System);

        string pem = authority.ExportPem();
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem);

        Assert.DoesNotContain("PRIVATE", pem, StringComparison.Ordinal);
        Assert.False(certificate.HasPrivateKey);
        Assert.True(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public void ServerCertificate_LivesWithinItsAuthority_AndNoLongerThanBrowsersAllow()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        using CertificateAuthority authority = CertificateAuthority.Create(time);
        time.Advance(TimeSpan.FromMinutes(5));

        using X509Certificate2 server = authority.IssueServerCertificate("localhost");
        using X509Certificate2 issuer = X509Certificate2.CreateFromPem(authority.ExportPem());

        Assert.True(server.HasPrivateKey);
        Assert.True(server.NotBefore >= issuer.NotBefore);
        Assert.True(server.NotBefore.ToUniversalTime() < time.GetUtcNow());
        Assert.Equal(issuer.NotAfter, server.NotAfter);
        Assert.InRange((server.NotAfter - server.NotBefore).TotalDays, 30, 398);
    }

    private static async Task<Exception?> HandshakeFailureAsync(CertificateAuthority issuer, CertificateAuthority trusted, string target)
    {
        using X509Certificate2 certificate = issuer.IssueServerCertificate("mail.contoso.example", "127.0.0.1", "::1");
        using X509Certificate2 root = X509Certificate2.CreateFromPem(trusted.ExportPem());
        (Stream clientEnd, Stream serverEnd) = LoopbackStream.Pair();
        await using SslStream server = new(serverEnd);
        await using SslStream client = new(clientEnd);
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = target,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };

        Task serving = server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, TestContext.Current.CancellationToken);
        Exception? failure = await Record.ExceptionAsync(() => client.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken));
        await clientEnd.DisposeAsync();
        await Record.ExceptionAsync(() => serving);
        return failure;
    }
}
