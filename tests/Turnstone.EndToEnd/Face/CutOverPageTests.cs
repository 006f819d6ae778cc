using Microsoft.Playwright;
using Turnstone.Client.CutOver;
using Turnstone.Client.Projects;
using Turnstone.EndToEnd.CutOver;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>A project's cut-over page before a real name server and a real resolver.</summary>
[Collection(FaceCollection.Name)]
public sealed class CutOverPageTests(Chromium chromium, FaceServer server, DnsHost dns) : IClassFixture<FaceServer>, IClassFixture<DnsHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryState_IsCleanAndFits(ColorScheme scheme, int width)
    {
        Assert.NotNull(dns.World);
        var project = await ProjectAsync($"Look {scheme} {width}", $"look-{scheme}-{width}.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project}/cut-over");
        await Expect(page.GetByText("Nothing was asked yet")).ToBeVisibleAsync();
        await watched.CheckAsync("cut-over-empty", scheme, width);

        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not say what the records are to become");
        await FillAsync(page, "backup");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Not all is right yet.")).ToBeVisibleAsync();
        await Expect(page.GetByText("is still there as a second choice")).ToBeVisibleAsync();
        await watched.CheckAsync("cut-over-found", scheme, width);
        await watched.PictureAsync($"cut-over-whole-{scheme.ToString().ToLowerInvariant()}-{width}", isWhole: true);
        watched.AssertSound();
    }

    [Fact]
    public async Task WatchingPage_SeesTheZoneChange_AndItsAddressKeepsWhatWasAsked()
    {
        var zone = new Dictionary<string, string> { ["paged.example"] = ZoneText.Of("paged.example", ZoneText.Old, life: 1) };
        var own = await dns.World.ServeAsync(zone, Cancel);
        var resolver = await dns.World.ResolveAsync(own, Cancel);
        var project = await ProjectAsync("Watched", "paged.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project}/cut-over");
        await FillAsync(page, "paged", $"{resolver}", $"ns1.paged.example={own} ns2.paged.example={own}");

        await page.GetByLabel("Watch until all is right").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Not all is right yet.")).ToContainTextAsync("again in 15 s");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Answers about MX" }).GetByText("Old", new() { Exact = true })).ToHaveCountAsync(3);
        await dns.World.ChangeAsync(own, new Dictionary<string, string> { ["paged.example"] = ZoneText.Of("paged.example", ZoneText.New, life: 1, serial: 2) }, Cancel);

        // Nobody touches the page: it looks again by itself, twice where the cache had not forgotten at the first time.
        await Expect(page.GetByText("All is right at everybody who was asked.")).ToBeVisibleAsync(new() { Timeout = 90_000 });
        await page.ReloadAsync();
        await watched.IsInteractiveAsync();
        await Expect(page.GetByLabel("New MX")).ToHaveValueAsync("new.paged.example");
        using var client = await server.ClientAsync();
        var found = await client.CheckCutOverAsync(
            project, new CutOverDraft { Mx = ["new.paged.example"], Resolvers = [$"{resolver}"], NameServers = [$"ns1.paged.example={own}", $"ns2.paged.example={own}"] }, Cancel);
        Assert.Equal(("paged.example", true, 3), (found.Domain, found.IsRight, found.Answers.Count));
        watched.AssertSound();
    }

    private async Task FillAsync(IPage page, string zone, string? resolver = null, string? servers = null)
    {
        await page.GetByLabel("Mail domain").FillAsync($"{zone}.example");
        await page.GetByLabel("New MX").FillAsync($"new.{zone}.example");
        await page.GetByLabel("New Autodiscover").FillAsync($"new.{zone}.example");
        await page.GetByLabel("New in SPF").FillAsync("ip4:192.0.2.10");
        await page.GetByLabel("Resolvers to ask").FillAsync(resolver ?? $"{dns.Resolver}");
        await page.GetByLabel("Name servers elsewhere").FillAsync(servers ?? $"ns1.{zone}.example={dns.Server} ns2.{zone}.example={dns.Server}");
    }

    private async Task<Guid> ProjectAsync(string name, string domain)
    {
        var customer = await server.AddCustomerAsync($"{name} Ltd", domain.ToLowerInvariant());
        using var client = await server.ClientAsync();
        return (await client.AddProjectAsync(new ProjectDraft { CustomerId = customer, Name = name, Region = "here" }, Cancel)).Id;
    }
}
