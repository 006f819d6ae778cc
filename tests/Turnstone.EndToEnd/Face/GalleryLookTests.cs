using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>The kit in light and dark, on a desk and on a phone: contrast and names by axe, no wider than its window, and pictures to look at.</summary>
[Collection(FaceCollection.Name)]
public sealed class GalleryLookTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryPart_IsCleanAndFits(ColorScheme scheme, int width)
    {
        await using var context = await chromium.NewContextAsync(server.Address, scheme, width, width < 500 ? 844 : 860);
        await FaceServer.SignInAsync(context);
        var watched = await WatchedPage.OpenAsync(context, server.Address);
        var page = watched.Page;
        var name = $"gallery-{scheme.ToString().ToLowerInvariant()}-{width}";
        await watched.GoAsync("gallery");

        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", scheme.ToString().ToLowerInvariant());
        await page.GetByRole(AriaRole.Tab, new() { Name = "Folders" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tree)).ToBeVisibleAsync();
        await CheckAsync("plain", isWhole: true);

        await page.GetByRole(AriaRole.Region, new() { Name = "Fields" }).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await CheckAsync("invalid");

        await page.GetByRole(AriaRole.Button, new() { Name = "Say something good" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Say something bad" }).ClickAsync();
        await Expect(page.GetByText("another one has this name")).ToBeVisibleAsync();
        await CheckAsync("toast");

        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menu, new() { Name = "Start" })).ToBeVisibleAsync();
        await CheckAsync("menu");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Button, new() { Name = "Open a dialog" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await CheckAsync("dialog");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Button, new() { Name = "Open a drawer" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await CheckAsync("drawer");
        watched.AssertSound();

        async Task CheckAsync(string state, bool isWhole = false)
        {
            await page.EvaluateAsync(isWhole ? "scrollTo(0, 0)" : "0");
            await watched.PictureAsync($"{name}-{state}", isWhole);
            await watched.AssertFitsAsync();
            await Axe.AssertCleanAsync(page, $"{name} {state}");
        }
    }

    [Fact]
    public async Task Theme_IsSwitched_AndRemembered()
    {
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light);
        await FaceServer.SignInAsync(context);
        var watched = await WatchedPage.OpenAsync(context, server.Address);
        await watched.GoAsync("gallery");

        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();

        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await watched.GoAsync("gallery");
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.Equal("dark", await watched.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
        watched.AssertSound();
    }
}
