using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Client.Orders;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>Licences run short, are bought by wire transfer, and are applied to those who were chosen before.</summary>
[Collection(FaceCollection.Name)]
public sealed class PurchaseFlowTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ShortLicences_AreBoughtByTransfer_AcceptedAndApplied_WhereOneWas()
    {
        var customer = await server.AddCustomerAsync("Woodgrove Bank", "woodgrove.example");
        using var client = await server.ClientAsync();
        foreach (var name in new[] { "anna", "bo", "cleo" })
        {
            await client.AddCustomerUserAsync(customer, new CustomerUserDraft { Address = $"{name}@woodgrove.example" }, Cancel);
        }

        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"customers/{customer}?tab=users");
        await page.GetByLabel("Select all").CheckAsync();
        await page.GetByLabel("Select cleo@woodgrove.example").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply 2 licences" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "2 licences are short" }).GetByRole(AriaRole.Link, new() { Name = "Purchase" }).ClickAsync();

        // As few as a transfer is taken for, as this server takes no cards. From here on by keyboard.
        var number = page.GetByLabel("Number of licences");
        await Expect(number).ToHaveValueAsync("100");
        await number.FillAsync("0");
        await number.PressAsync("Enter");
        await Expect(number).ToBeFocusedAsync();
        await Expect(number).ToHaveAccessibleDescriptionAsync(new Regex("^A number from 1 to 100000"));
        await number.FillAsync("120");
        await number.PressAsync("Enter");

        var company = page.GetByLabel("Company or name");
        await Expect(company).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("step=billing.*quantity=120"));
        await company.FillAsync("Northwind Moves");
        await company.PressAsync("Enter");
        await Expect(page.GetByLabel("Street and number")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Street and number")).ToHaveAccessibleDescriptionAsync("This field cannot be left blank.");
        await page.GetByLabel("Street and number").FillAsync("1 Main Street");
        await page.GetByLabel("Postal code").FillAsync("50667");
        await page.GetByLabel("City").FillAsync("Cologne");
        await page.GetByLabel("Country").FillAsync("Germany");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Order summary" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Total" })).ToContainTextAsync("1,440.00");
        await Expect(page.GetByLabel("Wire transfer")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Card", new() { Exact = true })).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await page.GetByLabel("City").FillAsync("Bonn");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("50667 Bonn")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place Your Order" }).DblClickAsync();

        await Expect(page.GetByText("Awaiting payment")).ToBeVisibleAsync();
        await Expect(page.GetByText("IBAN DE00 1234")).ToBeVisibleAsync();
        var order = Assert.Single((await client.ListOrdersAsync(cancellationToken: Cancel)).Items);
        Assert.Equal((OrderState.AwaitingPayment, 120, "Bonn"), (order.State, order.Quantity, order.Billing.City));

        await page.GetByRole(AriaRole.Button, new() { Name = "Accept payment" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Accept the payment?" }).GetByRole(AriaRole.Button, new() { Name = "Accept payment" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on applying licences" }).ClickAsync();
        await Expect(page.GetByLabel("Select cleo@woodgrove.example")).Not.ToBeCheckedAsync();
        await Expect(page.GetByLabel("Select anna@woodgrove.example")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply 2 licences" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Messages" })).ToContainTextAsync("2 licences were applied.");

        await page.GetByRole(AriaRole.Link, new() { Name = "Licences", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = order.Reference })).ToContainTextAsync("118");
        await page.GetByRole(AriaRole.Tab, new() { Name = "People" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "bo@woodgrove.example" })).ToBeVisibleAsync();
        Assert.Equal(2, (await client.ListAppliedLicencesAsync("woodgrove", LicenceState.Applied, cancellationToken: Cancel)).Total);
        watched.AssertSound();
    }
}
