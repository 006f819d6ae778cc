using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.People;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>An empty server says how it is begun with; its workgroup's agents, settings and log; one's own access tokens.</summary>
[Collection(FaceCollection.Name)]
public sealed class WorkgroupPageTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agents_AreInvited_GivenARole_AndTheLogTellsIt()
    {
        using var client = await server.ClientAsync();
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync("agents");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add agents" }).ClickAsync();
        var invite = page.GetByRole(AriaRole.Dialog, new() { Name = "Add agents" });
        await invite.GetByLabel("Email addresses").FillAsync("bo@msp.example");
        await invite.GetByRole(AriaRole.Button, new() { Name = "Send invitations" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Invitations" }).Last).ToContainTextAsync("bo@msp.example");
        var code = await server.CodeMailedToAsync("bo@msp.example");
        using (var stranger = new HttpClient { BaseAddress = new Uri(server.Address) })
        {
            using var answer = await stranger.PostAsJsonAsync("/api/v1/invitations/accept", new AcceptDraft { Code = code, Name = "Bo Dahl", Password = FaceServer.Password }, Cancel);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        }

        await watched.GoAsync("agents");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Bo Dahl" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Bo Dahl" });
        await drawer.GetByLabel("Role").SelectOptionAsync("Manager");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Bo Dahl" })).ToContainTextAsync("Manager");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Anna Berg" }).ClickAsync();
        var own = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Anna Berg" });
        await own.GetByLabel("Role").SelectOptionAsync("Associate");
        await own.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(own).ToContainTextAsync("last Administrator");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Settings" }).ClickAsync();
        await page.GetByLabel("Project Sharing").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Messages" })).ToContainTextAsync("The settings were saved.");
        Assert.True(Assert.Single(await client.ListWorkgroupsAsync(Cancel)).SharesProjects);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Action log" }).ClickAsync();
        await page.GetByLabel("Kind").SelectOptionAsync("Agent");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Action log" })).ToContainTextAsync("Role: Associate → Manager");
        watched.AssertSound();
    }

    [Fact]
    public async Task Token_IsMade_ShownOnce_Used_AndTakenBack()
    {
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync("tokens");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make a token" }).First.ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Make a token" });
        await drawer.GetByLabel("Days until it expires").FillAsync("900");
        await page.Keyboard.PressAsync("Enter");
        await Expect(drawer.GetByLabel("Name")).ToHaveAccessibleDescriptionAsync(new Regex("^This field cannot be left blank."));
        await Expect(drawer.GetByLabel("Days until it expires")).ToHaveAccessibleDescriptionAsync("A number from 1 to 366.");
        await drawer.GetByLabel("Name").FillAsync("Nightly script");
        await drawer.GetByLabel("Days until it expires").FillAsync("30");
        await page.Keyboard.PressAsync("Enter");
        var shown = page.GetByRole(AriaRole.Dialog, new() { Name = "Your token" });
        var token = (await shown.GetByLabel("Token", new() { Exact = true }).TextContentAsync())!.Trim();
        await Axe.AssertCleanAsync(page, "token");
        await shown.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        Assert.StartsWith("tst_", token, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back Nightly script" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Take back Nightly script?" }).GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take back Nightly script" })).ToHaveCountAsync(0);
        watched.AssertSound();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryState_IsCleanAndFits(ColorScheme scheme, int width)
    {
        using var client = await server.ClientAsync();
        await client.MakeTokenAsync(new TokenDraft { Name = $"Script of {scheme} {width}" }, Cancel);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        var page = watched.Page;
        await watched.GoAsync("");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Getting started" })).ToBeVisibleAsync();
        await watched.CheckAsync("home-empty", scheme, width);
        await watched.GoAsync("agents");
        await watched.CheckAsync("agents", scheme, width);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Settings" }).ClickAsync();
        await Expect(page.GetByLabel("Project Sharing")).ToBeVisibleAsync();
        await watched.CheckAsync("workgroup-settings", scheme, width);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Action log" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Action log" }).GetByRole(AriaRole.Cell).First).ToBeVisibleAsync();
        await watched.CheckAsync("action-log", scheme, width);
        await watched.GoAsync("tokens");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Take back Script of {scheme} {width}" })).ToBeVisibleAsync();
        await watched.CheckAsync("tokens", scheme, width);
        watched.AssertSound();
    }
}
