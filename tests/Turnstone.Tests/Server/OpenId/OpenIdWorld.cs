using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Client.OpenId;
using Turnstone.Connectors;
using Turnstone.Server.OpenId;
using Turnstone.Storage.Agents;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server.OpenId;

/// <summary>A server and a provider that know each other.</summary>
internal sealed class OpenIdWorld : IAsyncDisposable
{
    private const string Callback = ServerWorld.Address + "/api/v1/session/openid/callback";

    private readonly List<Browser> _browsers = [];

    private OpenIdWorld(ServerWorld server, OpenIdProvider provider) => (Server, Provider) = (server, provider);

    public ServerWorld Server { get; }

    public OpenIdProvider Provider { get; }

    public KeptLog Log { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OpenIdWorld> StartAsync(SmtpListener? mail = null, Func<OpenIdSettings, OpenIdSettings>? arrange = null, KeptLog? log = null)
    {
        var provider = await OpenIdProvider.StartAsync(new FakeTimeProvider(ServerWorld.Start), Callback, Cancel);
        var settings = new OpenIdSettings
        {
            Authority = provider.Issuer,
            ClientId = OpenIdProvider.Client,
            ClientSecret = new Secret(OpenIdProvider.Secret),
            Name = "Staff",
            TrustedAuthorities = [X509Certificate2.CreateFromPem(provider.AuthorityPem)],
        };
        return new OpenIdWorld(await ServerWorld.StartAsync(log, mail, openId: arrange?.Invoke(settings) ?? settings), provider);
    }

    public Browser NewBrowser()
    {
        var browser = new Browser(Server, Provider);
        _browsers.Add(browser);
        return browser;
    }

    /// <summary>A new agent whose account is linked with a subject at the provider.</summary>
    public async Task<string> AddLinkedAsync(Guid workgroup, string subject, Role role = Role.Associate)
    {
        var email = await Server.AddAgentAsync(workgroup, role);
        await using var rows = Server.Rows();
        var agent = await rows.Agents.SingleAsync(row => row.Email == email, Cancel);
        rows.Add(new IdentityUserLogin<Guid> { UserId = agent.Id, LoginProvider = Provider.Issuer.AbsoluteUri, ProviderKey = subject, ProviderDisplayName = "Staff" });
        await rows.SaveChangesAsync(Cancel);
        return email;
    }

    /// <summary>Has somebody come by the provider with a new browser.</summary>
    public async Task<(Browser Browser, HttpStatusCode Status, string Page)> SignInAsync(OpenIdPerson? person, string returnTo = "/")
    {
        Provider.Person = person;
        var browser = NewBrowser();
        var (status, page) = await browser.OpenAsync($"api/v1/session/openid?returnTo={Uri.EscapeDataString(returnTo)}", Cancel);
        return (browser, status, page);
    }

    /// <summary>Has somebody go on to the provider from a page.</summary>
    public async Task<(HttpStatusCode Status, string Page)> GoAsync(Browser browser, OpenIdPerson? person, Task<HttpResponseMessage> begun)
    {
        var address = (await begun.ReadAsync<OpenIdAddress>()).Address;
        Provider.Person = person;
        return await browser.OpenAsync(new Uri(address), Cancel);
    }

    /// <summary>That nobody came in, and why.</summary>
    public static async Task AssertRefusedAsync((Browser Browser, HttpStatusCode Status, string Page) came, HttpStatusCode status, string code)
    {
        AssertRefused((came.Status, came.Page), status, code);
        Assert.Equal(HttpStatusCode.Unauthorized, (await came.Browser.Api.SendAsync(HttpMethod.Get, "session")).StatusCode);
    }

    /// <summary>That a page says why not.</summary>
    public static void AssertRefused((HttpStatusCode Status, string Page) shown, HttpStatusCode status, string code)
    {
        Assert.True(shown.Status == status, $"{(int)shown.Status}: {shown.Page}");
        Assert.Contains($"({code})", shown.Page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{ServerWorld.Address}/", shown.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", shown.Page, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(browser => browser.Dispose());
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
