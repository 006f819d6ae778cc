using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>How the first page looks when there is much to see.</summary>
[Collection(FaceCollection.Name)]
public sealed class DashboardLookTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Dashboard_IsCleanAndFits(ColorScheme scheme, int width)
    {
        await DashboardData.FillAsync(server, $"Tailspin Toys {scheme} {width}", $"tailspin-{scheme}-{width}.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        await watched.GoAsync("");
        await Expect(watched.Page.GetByRole(AriaRole.Region, new() { Name = "Needs attention" })).ToBeVisibleAsync();
        await watched.PictureAsync($"home-whole-{scheme.ToString().ToLowerInvariant()}-{width}", isWhole: true);
        await watched.CheckAsync("home", scheme, width);
        watched.AssertSound();
    }
}
