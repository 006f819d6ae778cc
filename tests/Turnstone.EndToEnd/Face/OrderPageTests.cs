using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.Orders;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>What becomes of orders, and of licences that move on by a coupon; every page of the way to them fits and keeps nobody out.</summary>
[Collection(FaceCollection.Name)]
public sealed class OrderPageTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_IsRefusedWithAReason_AndACouponMovesLicencesOn()
    {
        using var client = await server.ClientAsync();
        var order = await OrderAsync(client, 100);
        await client.PlaceOrderAsync(order, new PlaceDraft { Method = PaymentMethod.Wire }, Cancel);
        var paid = await OrderAsync(client, 200);
        await client.PlaceOrderAsync(paid, new PlaceDraft { Method = PaymentMethod.Wire }, Cancel);
        await client.AcceptOrderAsync(paid, Cancel);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;

        await watched.GoAsync($"purchase/{order}");
        await Expect(page).ToHaveURLAsync(new Regex($"/orders/{order}$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Refuse payment" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Refuse payment" });
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Refuse payment" }).ClickAsync();
        await Expect(drawer.GetByLabel("Reason")).ToBeFocusedAsync();
        await drawer.GetByLabel("Reason").FillAsync("Only half of it came.");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Refuse payment" }).ClickAsync();
        await Expect(page.GetByText("The payment was not accepted: Only half of it came.")).ToBeVisibleAsync();

        await watched.GoAsync("licences?tab=coupons");
        var before = (await client.GetLicencesAsync(Cancel)).Available;
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a coupon" }).ClickAsync();
        var coupon = page.GetByRole(AriaRole.Dialog);
        await coupon.GetByLabel("Number of licences").FillAsync("30");
        await coupon.GetByLabel("Label").FillAsync("For the other workgroup");
        await page.Keyboard.PressAsync("Enter");
        var code = await coupon.GetByLabel("Code").TextContentAsync();
        await coupon.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "For the other workgroup", Exact = true })).ToBeVisibleAsync();
        Assert.Equal(before - 30, (await client.GetLicencesAsync(Cancel)).Available);

        await page.GetByLabel("Coupon codes").FillAsync("nonsense");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("There is no such coupon.")).ToBeVisibleAsync();
        await page.GetByLabel("Coupon codes").FillAsync(code!.Trim());
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Redeemed", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(before, (await client.GetLicencesAsync(Cancel)).Available);
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
        var order = await OrderAsync(client, 150);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        var page = watched.Page;
        await watched.GoAsync("purchase?quantity=20");
        await watched.CheckAsync("purchase-number", scheme, width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy Now" }).ClickAsync();
        await page.GetByLabel("Postal code").FillAsync("");
        await page.GetByLabel("Country").FillAsync("");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Postal code")).ToBeFocusedAsync();
        await watched.CheckAsync("purchase-billing", scheme, width);
        await page.GetByLabel("Postal code").FillAsync("50667");
        await page.GetByLabel("Country").FillAsync("Germany");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Place Your Order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Radiogroup, new() { Name = "Payment method" })).ToHaveAccessibleDescriptionAsync(new Regex("Neither way"));
        await watched.PictureAsync($"purchase-summary-whole-{scheme.ToString().ToLowerInvariant()}-{width}", isWhole: true);
        await watched.CheckAsync("purchase-summary", scheme, width);

        await client.PlaceOrderAsync(order, new PlaceDraft { Method = PaymentMethod.Wire }, Cancel);
        await watched.GoAsync($"orders/{order}");
        await watched.PictureAsync($"order-whole-{scheme.ToString().ToLowerInvariant()}-{width}", isWhole: true);
        await watched.CheckAsync("order", scheme, width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept payment" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Accept the payment?" })).ToBeVisibleAsync();
        await watched.CheckAsync("order-accept", scheme, width);
        await page.Keyboard.PressAsync("Escape");
        await client.AcceptOrderAsync(order, Cancel);
        await Expect(page.GetByText("Paid", new() { Exact = true }).First).ToBeVisibleAsync();

        await watched.GoAsync("licences");
        await watched.CheckAsync("licences", scheme, width);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Orders" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Orders" }).GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
        await watched.CheckAsync("licences-orders", scheme, width);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Coupons" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make a coupon" })).ToBeVisibleAsync();
        await watched.CheckAsync("licences-coupons", scheme, width);
        watched.AssertSound();
    }

    private static async Task<Guid> OrderAsync(Client.TurnstoneClient client, int quantity)
    {
        var billing = new BillingAddress { Name = "Northwind Moves", Street = "1 Main Street", PostalCode = "50667", City = "Cologne", Country = "Germany" };
        return (await client.AddOrderAsync(new OrderDraft { Quantity = quantity, Billing = billing }, Cancel)).Id;
    }
}
