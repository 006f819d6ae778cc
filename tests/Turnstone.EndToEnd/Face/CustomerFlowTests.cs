using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Client.Orders;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>What is done with a customer: it is kept, its people are listed, licences come and go.</summary>
[Collection(FaceCollection.Name)]
public sealed class CustomerFlowTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customer_IsEdited_PutAway_AndBroughtBack()
    {
        var customer = await server.AddCustomerAsync("Lamna Healthcare", "lamna.example");
        await server.AddCustomerAsync("Trey Research", "trey.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Customer" });
        await Expect(drawer.GetByLabel("Company Name")).ToHaveValueAsync("Lamna Healthcare");
        await drawer.GetByLabel("Primary Email Domain").FillAsync("trey.example");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(drawer.GetByLabel("Primary Email Domain")).ToBeFocusedAsync();
        await Expect(drawer.GetByLabel("Primary Email Domain")).ToHaveAccessibleDescriptionAsync(new Regex("^Another customer has the domain trey.example"));
        await drawer.GetByLabel("Primary Email Domain").FillAsync("lamna-health.example");
        await drawer.GetByLabel("City").FillAsync("Umeå");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(drawer).ToBeHiddenAsync();
        await Expect(page.GetByText("Umeå")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Archive" }).ClickAsync();
        await Expect(page.GetByText("Archived", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Archive" })).ToBeVisibleAsync();

        using var client = await server.ClientAsync();
        var known = await client.GetCustomerAsync(customer, Cancel);
        Assert.Equal(("lamna-health.example", "Umeå", null), (known.PrimaryDomain, known.City, known.Archived));
        watched.AssertSound();
    }

    [Fact]
    public async Task Users_ComeOneByOne_AndByAListWhoseFaultsAreShownInPlace()
    {
        var customer = await server.AddCustomerAsync("Proseware", "proseware.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}?tab=users");
        await Expect(page.GetByText("No users yet")).ToBeVisibleAsync();

        await watched.ChooseAsync("Add Users", "Quick Add");
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Add User" });
        await drawer.GetByLabel("Primary Email Address").FillAsync("nobody");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(drawer.GetByLabel("Primary Email Address")).ToHaveAccessibleDescriptionAsync(new Regex("is not a mail address"));
        await drawer.GetByLabel("Primary Email Address").FillAsync("anna@proseware.example");
        await drawer.GetByLabel("First Name").FillAsync("Anna");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "anna@proseware.example", Exact = true })).ToBeVisibleAsync();

        await watched.ChooseAsync("Add Users", "Bulk Add");
        var list = page.GetByRole(AriaRole.Dialog, new() { Name = "Bulk Add users" });
        await list.GetByLabel("The list").FillAsync("Primary Email Address,First Name\nbo@proseware.example,Bo\nnobody,No\n");
        await list.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(list.GetByRole(AriaRole.Alert)).ToContainTextAsync("1 fault, and 1 row that is right.");
        await list.GetByRole(AriaRole.Button, new() { Name = "Row 3" }).ClickAsync();
        Assert.Equal("nobody,No", await list.GetByLabel("The list").EvaluateAsync<string>("box => box.value.slice(box.selectionStart, box.selectionEnd)"));
        await watched.PictureAsync("users-list-faults");
        await page.Keyboard.TypeAsync("cleo@proseware.example,Cleo");
        await Expect(list.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        await list.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await list.GetByRole(AriaRole.Button, new() { Name = "Add 2 users" }).ClickAsync();

        await Expect(list).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "cleo@proseware.example", Exact = true })).ToBeVisibleAsync();
        watched.AssertSound();
    }

    [Fact]
    public async Task ListOfThousands_ComesAsAFile()
    {
        var customer = await server.AddCustomerAsync("Wide World Importers", "wideworld.example");
        var text = new StringBuilder("Primary Email Address,First Name,Last Name\n");
        for (var at = 0; at < 3000; at++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"user{at:0000}@wideworld.example,Given name of {at},Family name of {at}\n");
        }

        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}?tab=users");
        await watched.ChooseAsync("Add Users", "Bulk Add");
        var list = page.GetByRole(AriaRole.Dialog, new() { Name = "Bulk Add users" });

        await list.GetByLabel("Choose a file").SetInputFilesAsync(new FilePayload { Name = "users.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text.ToString()) });
        await Expect(list.GetByLabel("The list")).ToHaveValueAsync(new Regex("user2999"));
        await list.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await list.GetByRole(AriaRole.Button, new() { Name = "Add 3,000 users" }).ClickAsync();

        await Expect(list).ToBeHiddenAsync();
        using var client = await server.ClientAsync();
        Assert.Equal(3000, (await client.ListCustomerUsersAsync(customer, take: 1, cancellationToken: Cancel)).Total);
        watched.AssertSound();
    }

    [Fact]
    public async Task Licences_AreApplied_AndTakenBack_AndTooFewLeadToPurchase()
    {
        var customer = await server.AddCustomerAsync("Litware", "litware.example");
        using var client = await server.ClientAsync();
        foreach (var name in new[] { "anna", "bo", "cleo" })
        {
            await client.AddCustomerUserAsync(customer, new CustomerUserDraft { Address = $"{name}@litware.example" }, Cancel);
        }

        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}?tab=users");

        await page.GetByLabel("Select all").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply 3 licences" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "3 licences are short" });
        await Expect(dialog).ToContainTextAsync("Buy more");
        await watched.PictureAsync("licences-short");
        await Axe.AssertCleanAsync(page, "licences short");
        await dialog.GetByRole(AriaRole.Link, new() { Name = "Purchase" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Purchase", Level = 1 })).ToBeVisibleAsync();

        await BuyAsync(client);
        await watched.GoAsync($"customers/{customer}?tab=users");
        await page.GetByLabel("Select all").CheckAsync();
        await page.GetByLabel("Select cleo@litware.example").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply 2 licences" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Messages" })).ToContainTextAsync("2 licences were applied.");
        await page.GetByLabel("Licence", new() { Exact = true }).SelectOptionAsync("Applied");
        await Expect(page.GetByLabel("Select cleo@litware.example")).ToBeHiddenAsync();
        await page.GetByLabel("Select bo@litware.example").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove its licence" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Messages" })).ToContainTextAsync("1 licence was taken back.");

        var applied = Assert.Single((await client.ListCustomerUsersAsync(customer, licence: LicenceState.Applied, cancellationToken: Cancel)).Items);
        Assert.Equal("anna@litware.example", applied.Address);
        watched.AssertSound();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryState_IsCleanAndFits(ColorScheme scheme, int width)
    {
        var customer = await server.AddCustomerAsync("Fourth Coffee", $"fourth-{scheme}-{width}.example");
        using var client = await server.ClientAsync();
        foreach (var name in new[] { "anna", "bo", "cleo" })
        {
            await client.AddCustomerUserAsync(customer, new CustomerUserDraft { Address = $"{name}@fourth.example", DisplayName = $"{name} with a name that is long" }, Cancel);
        }

        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}?tab=users");
        await page.GetByLabel("Select bo@fourth.example").CheckAsync();
        await watched.CheckAsync("users", scheme, width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit bo@fourth.example" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Edit User" })).ToBeVisibleAsync();
        await watched.CheckAsync("user-edit", scheme, width);
        await page.Keyboard.PressAsync("Escape");
        await watched.ChooseAsync("Add Users", "Bulk Add");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Bulk Add users" })).ToBeVisibleAsync();
        await watched.CheckAsync("users-list", scheme, width);
        watched.AssertSound();
    }

    private static async Task BuyAsync(Client.TurnstoneClient client)
    {
        var billing = new BillingAddress { Name = "Northwind Moves", Street = "1 Main Street", PostalCode = "50667", City = "Cologne", Country = "Germany" };
        var order = await client.AddOrderAsync(new OrderDraft { Quantity = 100, Billing = billing }, Cancel);
        await client.PlaceOrderAsync(order.Id, new PlaceDraft { Method = PaymentMethod.Wire }, Cancel);
        await client.AcceptOrderAsync(order.Id, Cancel);
    }
}
