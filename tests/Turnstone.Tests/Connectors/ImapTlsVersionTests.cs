using System.Net;
using System.Net.Sockets;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Checks;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

public class ImapTlsVersionTests
{
    [Theory]
    [InlineData(70)] // protocol_version
    [InlineData(40)] // handshake_failure: no cipher in common
    public async Task ServerOfOldTls_IsToldApartFromOneWithout(byte alert)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var refusing = RefuseAsync(listener, alert);
        var options = new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse($"imaps://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
            SignIn = new ImapSignIn.Password("anna", new Secret("s3cret")),
        };

        var steps = new List<TestStep>();
        await foreach (var step in new ImapConnectivityTest(options, signsIn: true, TimeProvider.System).RunAsync(Cancel))
        {
            steps.Add(step);
        }

        listener.Stop();
        await refusing;
        var tls = steps.Single(step => step.Name == "TLS");
        Assert.Equal(TestOutcome.Failed, tls.Outcome);
        Assert.EndsWith("speaks TLS, but no version and cipher that is spoken here as well.", tls.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Have TLS 1.2 or 1.3 switched on", tls.Remedy, StringComparison.Ordinal);
    }

    /// <summary>Answers whatever comes with a fatal alert (RFC 5246 section 7.2) and hangs up.</summary>
    private static async Task RefuseAsync(TcpListener listener, byte alert)
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(Cancel);
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[64], 1, throwOnEndOfStream: false, Cancel);
                await stream.WriteAsync(new byte[] { 21, 3, 1, 0, 2, 2, alert }, Cancel);
            }
            catch (IOException)
            {
                // Whoever knocked is gone.
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
