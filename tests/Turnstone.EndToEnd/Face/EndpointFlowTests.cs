using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.Endpoints;
using Turnstone.Testing.Imap;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>A customer's servers: added by what kind they are, tried, changed and put away.</summary>
[Collection(FaceCollection.Name)]
public sealed class EndpointFlowTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ImapEndpoint_IsAdded_Tried_Changed_AndPutAway()
    {
        await using var imap = ScriptedImapServer.Play("");
        var customer = await server.AddCustomerAsync("Alpine Ski House", "alpine.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}?tab=endpoints");

        await watched.ChooseAsync("Add Endpoint", "IMAP");
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Add IMAP Endpoint" });
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(drawer.GetByLabel("Endpoint Name")).ToHaveAccessibleDescriptionAsync(new Regex("^This field cannot be left blank."));
        await Expect(drawer.GetByLabel("Server Name")).ToHaveAccessibleDescriptionAsync(new Regex("^This field cannot be left blank."));
        await drawer.GetByLabel("Endpoint Name").FillAsync("Old mail server");
        await drawer.GetByLabel("Server Name").FillAsync("127.0.0.1");
        await Expect(drawer.GetByLabel("Server Port")).ToHaveAttributeAsync("placeholder", "993");
        await drawer.GetByLabel("Use SSL").UncheckAsync();
        await Expect(drawer.GetByLabel("Server Port")).ToHaveAttributeAsync("placeholder", "143");
        await watched.PictureAsync("endpoint-add");
        await Axe.AssertCleanAsync(page, "endpoint add");
        await drawer.GetByLabel("Server Port").FillAsync($"{imap.Port}");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = $"imap://127.0.0.1:{imap.Port}", Exact = true })).ToBeVisibleAsync();

        await watched.ChooseAsync("Actions of Old mail server", "Test connection");
        var test = page.GetByRole(AriaRole.Dialog, new() { Name = "Test Old mail server" });
        await test.GetByLabel("Mailbox").FillAsync("nobody");
        await test.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(test.GetByLabel("Mailbox")).ToHaveAccessibleDescriptionAsync(new Regex("^Write an address"));
        await test.GetByLabel("Mailbox").FillAsync("");
        await test.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(test.GetByText(new Regex("^Nothing failed"))).ToBeVisibleAsync();
        await Expect(test.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByText("Sign-in", new() { Exact = true }) })).ToContainTextAsync("Not tried");
        await watched.PictureAsync("endpoint-test");
        await Axe.AssertCleanAsync(page, "endpoint test");
        await test.GetByLabel("Mailbox").FillAsync("anna@old.example");
        await test.GetByLabel("Its password").FillAsync("s3cret");
        await test.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(test.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByText("Sign-in", new() { Exact = true }) })).ToContainTextAsync("Works");
        var download = await page.RunAndWaitForDownloadAsync(() => test.GetByRole(AriaRole.Link, new() { Name = "Save report" }).ClickAsync());
        using (var reader = new StreamReader(await download.CreateReadStreamAsync()))
        {
            Assert.Contains("IMAP connectivity test", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        }

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Old mail server" })).ToContainTextAsync(new Regex("Works|Warning"));

        await watched.ChooseAsync("Actions of Old mail server", "Edit");
        var edit = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Endpoint" });
        await Expect(edit.GetByLabel("Server Port")).ToHaveValueAsync($"{imap.Port}");
        await edit.GetByLabel("Server Port").FillAsync("a port");
        await edit.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(edit.GetByLabel("Server Name")).ToBeFocusedAsync();
        await edit.GetByLabel("Server Port").FillAsync("1143");
        await edit.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "imap://127.0.0.1:1143", Exact = true })).ToBeVisibleAsync();
        await watched.ChooseAsync("Actions of Old mail server", "Archive");
        await Expect(page.GetByText("No endpoints yet")).ToBeVisibleAsync();
        await page.GetByLabel("Archived").CheckAsync();
        await watched.ChooseAsync("Actions of Old mail server", "Restore");
        await Expect(page.GetByText("Nothing is archived")).ToBeVisibleAsync();
        watched.AssertSound();
    }

    [Fact]
    public async Task ExchangeEndpoint_KeepsItsPassword_UntilItsAddressChanges()
    {
        var customer = await server.AddCustomerAsync("Coho Winery", "coho.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}?tab=endpoints");

        await watched.ChooseAsync("Add Endpoint", "Exchange Server 2013+");
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Add Exchange Endpoint" });
        await drawer.GetByLabel("Endpoint Name").FillAsync("Exchange 2019");
        await drawer.GetByLabel("OWA URL").FillAsync("https://mail.coho.example/owa");
        await drawer.GetByLabel("Administrator Username").FillAsync("mover@coho.example");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(drawer.GetByLabel("Administrator Password")).ToHaveAccessibleDescriptionAsync(new Regex("^There is no password"));
        await drawer.GetByLabel("Administrator Password").FillAsync("s3cret");
        await drawer.GetByLabel("Access to mailboxes").SelectOptionAsync("Impersonate");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "mover@coho.example", Exact = true })).ToBeVisibleAsync();

        await watched.ChooseAsync("Actions of Exchange 2019", "Edit");
        var edit = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Endpoint" });
        await edit.GetByLabel("Endpoint Name").FillAsync("Exchange SE");
        await edit.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(edit).ToBeHiddenAsync();
        await watched.ChooseAsync("Actions of Exchange SE", "Edit");
        await edit.GetByLabel("OWA URL").FillAsync("https://elsewhere.example/owa");
        await edit.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(edit.GetByLabel("Administrator Password")).ToHaveAccessibleDescriptionAsync(new Regex("^The stored secret was entered for another address"));

        using var client = await server.ClientAsync();
        var known = Assert.Single((await client.ListEndpointsAsync(customer: customer, cancellationToken: Cancel)).Items);
        Assert.Equal(("Exchange SE", AccessRight.Impersonate, true), (known.Name, known.Access, known.HasSecret));
        watched.AssertSound();
    }

    [Fact]
    public async Task AdministratorOfImap_IsAskedHowMailboxesAreOpened()
    {
        var customer = await server.AddCustomerAsync("Margie's Travel", "margie.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}?tab=endpoints");

        await watched.ChooseAsync("Add Endpoint", "IMAP");
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Add IMAP Endpoint" });
        await drawer.GetByLabel("Endpoint Name").FillAsync("Dovecot");
        await drawer.GetByLabel("Server Name").FillAsync("imap.margie.example");
        await drawer.GetByLabel("Sign-in").SelectOptionAsync("administrator");
        await drawer.GetByLabel("Administrator Username").FillAsync("master");
        await drawer.GetByLabel("Administrator Password").FillAsync("s3cret");
        await drawer.GetByLabel("Between the user's and the administrator's name").FillAsync("%");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "master", Exact = true })).ToBeVisibleAsync();

        using var client = await server.ClientAsync();
        var known = Assert.Single((await client.ListEndpointsAsync(customer: customer, cancellationToken: Cancel)).Items);
        Assert.Equal(("imaps://imap.margie.example:993", "master", "separator:%"), (known.Address, known.Login, known.AdministratorForm));
        watched.AssertSound();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryState_IsCleanAndFits(ColorScheme scheme, int width)
    {
        var customer = await server.AddCustomerAsync("Graphic Design Institute", $"graphic-{scheme}-{width}.example");
        using var client = await server.ClientAsync();
        await client.AddEndpointAsync(new EndpointDraft { CustomerId = customer, Name = "The old mail server in the basement", Kind = EndpointType.Imap, Address = "imaps://imap.graphic.example" }, Cancel);
        await client.AddEndpointAsync(new EndpointDraft { CustomerId = customer, Name = "Exchange SE", Kind = EndpointType.Exchange, Address = "https://mail.graphic.example/owa", Login = "mover@graphic.example", Secret = "s3cret" }, Cancel);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}?tab=endpoints");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Exchange SE", Exact = true })).ToBeVisibleAsync();
        await watched.CheckAsync("endpoints", scheme, width);
        await watched.ChooseAsync("Actions of Exchange SE", "Edit");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Endpoint" })).ToBeVisibleAsync();
        await watched.CheckAsync("endpoint-exchange", scheme, width);
        await page.Keyboard.PressAsync("Escape");
        await watched.ChooseAsync("Add Endpoint", "IMAP");
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Add IMAP Endpoint" });
        await drawer.GetByLabel("Use SSL").UncheckAsync();
        await drawer.GetByLabel("Sign-in").SelectOptionAsync("administrator");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(drawer.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await watched.CheckAsync("endpoint-imap-invalid", scheme, width);
        watched.AssertSound();
    }
}
