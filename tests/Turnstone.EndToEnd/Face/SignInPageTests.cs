using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.People;
using Turnstone.EndToEnd.Serve;
using Turnstone.Server.Security;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>From the first link to being signed in: plain pages, each tried without a script as well, and each looked at in light and dark, wide and narrow.</summary>
[Collection(FaceCollection.Name)]
public sealed class SignInPageTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private const string NewPassword = "another good password";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FreshServer_IsSetUpAndSignedInTo_AsItIsStarted(bool hasScript)
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-face-");
        try
        {
            await using var serve = await ServeProcess.StartAsync(Path.Combine(folder.FullName, "data"), null, TestContext.Current.CancellationToken);
            await using var context = await chromium.NewContextAsync(serve.Url.AbsoluteUri, ColorScheme.Light, hasScript: hasScript);
            var watched = await WatchedPage.OpenAsync(context, serve.Url.AbsoluteUri);
            var page = watched.Page;

            await page.GotoAsync("");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This server is not set up yet" })).ToBeVisibleAsync();

            await page.GotoAsync($"setup?code={serve.SetupCode}");
            await page.GetByLabel("Workgroup").FillAsync("Northwind Moves");
            await page.GetByLabel("Email address").FillAsync("anna@msp.example");
            await page.GetByLabel("Password").FillAsync("short");
            await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
            await Expect(page.GetByLabel("Your name")).ToHaveAccessibleDescriptionAsync("This field cannot be left blank.");
            await Expect(page.GetByLabel("Workgroup")).ToHaveValueAsync("Northwind Moves");
            await page.GetByLabel("Your name").FillAsync("Anna Berg");
            await page.GetByLabel("Password").FillAsync("short");
            await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
            await Expect(page.GetByLabel("Password")).ToHaveAccessibleDescriptionAsync(new Regex("at least 12 characters", RegexOptions.IgnoreCase));
            await page.GetByLabel("Password").FillAsync(FaceServer.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();

            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The server is set up");
            await page.GetByLabel("Email address").FillAsync("anna@msp.example");
            await page.GetByLabel("Password").FillAsync("wrong horse battery");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
            await page.GetByLabel("Password").FillAsync(FaceServer.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Home", Exact = true })).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToContainTextAsync("Northwind Moves");
            if (hasScript)
            {
                await watched.IsInteractiveAsync();
            }

            watched.AssertSound();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task SecondStep_IsTurnedOnByPage_AndAskedForAtTheNextSignIn()
    {
        var email = await InviteAsync(AgentRole.Associate);
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light);
        var watched = await WatchedPage.OpenAsync(context, server.Address);
        var page = watched.Page;
        await AcceptAsync(watched, await server.CodeMailedToAsync(email), "Otto Lind");

        await watched.GoAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Your account: Otto Lind" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Your account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account" })).ToBeVisibleAsync();
        await LookAsync(watched, "account");
        await page.GetByRole(AriaRole.Link, new() { Name = "Turn on" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "The key as a code to scan" })).ToBeVisibleAsync();
        await LookAsync(watched, "two-step-key");
        var key = (await page.Locator(".key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("000000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Expect(page.GetByLabel("Code", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(CodeAt(key, TimeSpan.Zero));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await LookAsync(watched, "two-step-codes");

        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await watched.IsInteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Your account: Otto Lind" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(FaceServer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Second step" })).ToBeVisibleAsync();
        await LookAsync(watched, "second-step");
        await page.GetByLabel("Code").FillAsync("123456");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await page.GetByLabel("Code").FillAsync(CodeAt(key, TimeSpan.FromSeconds(30)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Home", Exact = true })).ToBeVisibleAsync();
        watched.AssertSound();
    }

    [Fact]
    public async Task Invitation_IsAcceptedByItsLink_Once()
    {
        var code = await server.CodeMailedToAsync(await InviteAsync(AgentRole.Manager));
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light, hasScript: false);
        var watched = await WatchedPage.OpenAsync(context, server.Address);

        await AcceptAsync(watched, code, "Mia Holm");

        await watched.Page.GotoAsync($"invitation?code={code}");
        await Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Name = "This invitation does not hold" })).ToBeVisibleAsync();
        watched.AssertSound();
    }

    [Fact]
    public async Task ForgottenPassword_IsSetAnewByMail()
    {
        var email = await InviteAsync(AgentRole.Associate);
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light, hasScript: false);
        var watched = await WatchedPage.OpenAsync(context, server.Address);
        var page = watched.Page;
        await AcceptAsync(watched, await server.CodeMailedToAsync(email), "Ida Falk");

        await page.GotoAsync("sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgotten your password?" }).ClickAsync();
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Look into your mail" })).ToBeVisibleAsync();
        await page.GotoAsync($"password-reset?code={await server.CodeMailedToAsync(email)}");
        await page.GetByLabel("New password").FillAsync("short");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Expect(page.GetByLabel("New password")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("New password").FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your new password is set");
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Home", Exact = true })).ToBeVisibleAsync();
        watched.AssertSound();
    }

    [Fact]
    public async Task WhoIsNotSignedIn_IsLedThere_AndBack()
    {
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light);
        var watched = await WatchedPage.OpenAsync(context, server.Address);
        var page = watched.Page;

        await page.GotoAsync("search?for=contoso");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByLabel("Email address")).ToHaveAccessibleDescriptionAsync("This field cannot be left blank.");
        await LookAsync(watched, "sign-in");
        await page.GetByLabel("Email address").FillAsync(FaceServer.Email);
        await page.GetByLabel("Password").FillAsync(FaceServer.Password);
        await page.GetByLabel("Password").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "“contoso”" })).ToBeVisibleAsync();
        await page.GotoAsync("nowhere");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await LookAsync(watched, "no-such-page");
        watched.AssertSound();
    }

    [Theory]
    [InlineData("setup?code=none", "set-up-done")]
    [InlineData("password-reset", "password-reset")]
    [InlineData("password-reset?code=some", "password-new")]
    [InlineData("invitation?code=none", "invitation-gone")]
    public async Task PlainPages_AreCleanAndFit(string path, string name)
    {
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light);
        var watched = await WatchedPage.OpenAsync(context, server.Address);
        await watched.Page.GotoAsync(path);

        await LookAsync(watched, name);
        watched.AssertSound();
    }

    private static string CodeAt(string key, TimeSpan ahead) => AuthenticatorCodes.CodeAt(key, TimeProvider.System.GetUtcNow() + ahead);

    /// <summary>Sees the page in each theme and at each width.</summary>
    private static async Task LookAsync(WatchedPage watched, string name)
    {
        var (page, size) = (watched.Page, watched.Page.ViewportSize!);
        foreach (var theme in new[] { "light", "dark" })
        {
            await page.EvaluateAsync($"document.documentElement.dataset.theme = '{theme}'");
            foreach (var width in new[] { 1280, 390 })
            {
                await page.SetViewportSizeAsync(width, width == 390 ? 844 : 860);
                await watched.PictureAsync($"{name}-{theme}-{width}");
                await watched.AssertFitsAsync();
                await Axe.AssertCleanAsync(page, $"{name} {theme} {width}");
            }
        }

        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private async Task<string> InviteAsync(AgentRole role)
    {
        var email = $"{Guid.NewGuid():N}@msp.example";
        using var client = await server.ClientAsync();
        await client.InviteAsync(new InvitationDraft { Addresses = [email], Role = role }, TestContext.Current.CancellationToken);
        return email;
    }

    private static async Task AcceptAsync(WatchedPage watched, string code, string name)
    {
        var page = watched.Page;
        await page.GotoAsync($"invitation?code={code}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Join Northwind Moves" })).ToBeVisibleAsync();
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(FaceServer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Home", Exact = true })).ToBeVisibleAsync();
    }
}
