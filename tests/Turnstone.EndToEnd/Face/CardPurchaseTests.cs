using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.Orders;
using Turnstone.Testing.Payments;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>Licences are bought by card: one that is declined, one that is charged, and one of which nobody knows yet.</summary>
[Collection(FaceCollection.Name)]
public sealed class CardPurchaseTests(Chromium chromium, CardServer server) : IClassFixture<CardServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Card_IsChargedOnce_AfterOneThatWasDeclined()
    {
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await WalkAsync(watched, "5");

        var place = page.GetByRole(AriaRole.Button, new() { Name = "Place Your Order" });
        var card = page.GetByRole(AriaRole.Textbox, new() { Name = "Card" });
        await Expect(page.GetByLabel("Wire transfer")).ToBeDisabledAsync();
        await place.ClickAsync();
        await Expect(card).ToBeFocusedAsync();
        await Expect(card).ToHaveAccessibleDescriptionAsync(new Regex("^This field cannot be left blank."));
        await card.FillAsync(StripeStandIn.DeclinedCard);
        await place.ClickAsync();
        await Expect(card).ToHaveAccessibleDescriptionAsync(new Regex("^Your card was declined."));
        await watched.CheckAsync("purchase-card-declined", ColorScheme.Light, 1280);
        await card.FillAsync(StripeStandIn.GoodCard);
        await place.DblClickAsync();

        await Expect(page.GetByText("Paid", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Apply licences" })).ToBeVisibleAsync();
        Assert.Equal(6000, Assert.Single(server.Provider.Charges).Amount);
        using var client = await server.ClientAsync();
        Assert.Equal(5, (await client.GetLicencesAsync(Cancel)).Available);

        // Of the next one the provider knows nothing for a while; the page hears of it by itself.
        await WalkAsync(watched, "7");
        await card.FillAsync(StripeStandIn.SlowCard);
        await place.ClickAsync();
        await Expect(page.GetByText("Payment under way")).ToBeVisibleAsync();
        await watched.CheckAsync("order-processing", ColorScheme.Light, 1280);
        server.Provider.Finish(isPaid: true);
        await Expect(page.GetByText("Paid", new() { Exact = true }).First).ToBeVisibleAsync();
        Assert.Equal(12, (await client.GetLicencesAsync(Cancel)).Available);
        Assert.All((await client.ListOrdersAsync(cancellationToken: Cancel)).Items, order => Assert.Equal((OrderState.Paid, PaymentMethod.Card), (order.State, order.Method)));
        watched.AssertSound();
    }

    // A transfer is not taken for so few: the card is the one way, and chosen already.
    private static async Task WalkAsync(WatchedPage watched, string number)
    {
        var page = watched.Page;
        await watched.GoAsync("purchase");
        await page.GetByLabel("Number of licences").FillAsync(number);
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy Now" }).ClickAsync();
        await page.GetByLabel("Company or name").FillAsync("Northwind Moves");
        await page.GetByLabel("Street and number").FillAsync("1 Main Street");
        await page.GetByLabel("Postal code").FillAsync("50667");
        await page.GetByLabel("City").FillAsync("Cologne");
        await page.GetByLabel("Country").FillAsync("Germany");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Order summary" })).ToBeVisibleAsync();

        // Where somebody is outlasts the page.
        await page.ReloadAsync();
        await watched.IsInteractiveAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Order summary" })).ToBeVisibleAsync();
    }
}
