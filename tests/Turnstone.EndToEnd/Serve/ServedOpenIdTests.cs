using System.Net;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>The executable with an OpenID Connect provider.</summary>
public sealed class ServedOpenIdTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ProviderThatIsDown_KeepsNobodyFromTheirPassword()
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-");
        try
        {
            await using var serve = await ServeProcess.StartAsync(
                Path.Combine(folder.FullName, "data"), null, Cancel, new Dictionary<string, string?> { ["TURNSTONE_OIDC_SECRET"] = "hush-hush" },
                "--oidc-authority", "https://127.0.0.1:1/", "--oidc-client", "turnstone", "--oidc-name", "Staff");

            // Signs in with the password on its way.
            using var client = serve.Client(await serve.SetUpAsync(Cancel));
            using var browser = new HttpClient();
            using var answer = await browser.GetAsync(new Uri(serve.Url, "/api/v1/session/openid"), Cancel);

            Assert.Equal("Staff", (await client.ListSignInMethodsAsync(Cancel)).OpenId?.Name);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("(openid/unreachable)", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            Assert.DoesNotContain("hush-hush", serve.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
