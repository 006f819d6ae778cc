using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.Customers;
using Turnstone.Client.Projects;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>What stands around every page, and the lists it leads to.</summary>
[Collection(FaceCollection.Name)]
public sealed class FrameTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static readonly (string Company, string Domain)[] Companies =
        [("Contoso Ltd", "contoso.example"), ("Adventure Works Cycles and Sporting Goods International", "adventure-works.example"), ("Tailspin Toys", "tailspin.example"), ("Woodgrove Bank", "woodgrove.example")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customer_IsAddedByKeyboard_AndIsAmongTheRecentOnes()
    {
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light);
        var watched = await SignedInAsync(context);
        var page = watched.Page;
        await watched.GoAsync("");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Home", Exact = true })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Customer A company" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Add Customer" });
        await Expect(drawer.GetByLabel("Primary Email Domain")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(drawer.GetByLabel("Company Name")).ToHaveAccessibleDescriptionAsync("This field cannot be left blank.");
        await Expect(drawer.GetByLabel("Primary Email Domain")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("fabrikam.example");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Fabrikam Inc");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fabrikam Inc", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Messages" })).ToContainTextAsync("Fabrikam Inc was added.");
        var pane = page.GetByRole(AriaRole.List, new() { Name = "Recent Customers" });
        await Expect(pane.GetByRole(AriaRole.Link, new() { Name = "Fabrikam Inc" })).ToHaveAttributeAsync("aria-current", "page");
        await watched.GoAsync("");
        await Expect(pane.GetByRole(AriaRole.Link, new() { Name = "Fabrikam Inc" })).ToBeVisibleAsync();
        watched.AssertSound();
    }

    [Fact]
    public async Task DomainThatAnotherHas_IsSaidAtItsField()
    {
        await FillAsync();
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light);
        var watched = await SignedInAsync(context);
        var page = watched.Page;
        await watched.GoAsync("customers");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add Customer" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Add Customer" });
        await drawer.GetByLabel("Primary Email Domain").FillAsync("contoso.example");
        await drawer.GetByLabel("Company Name").FillAsync("Contoso again");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(drawer.GetByLabel("Primary Email Domain")).ToHaveAccessibleDescriptionAsync(new Regex("^Another customer has the domain contoso.example"));
        watched.AssertSound();
    }

    [Fact]
    public async Task Search_IsAKeyAway_AndFindsCustomersAndProjects()
    {
        await FillAsync();
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light);
        var watched = await SignedInAsync(context);
        var page = watched.Page;
        await watched.GoAsync("");

        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search customers and projects" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("TAILspin");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Tailspin Toys", Exact = true })).ToBeVisibleAsync();
        await watched.IsInteractiveAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Tailspin to Exchange 2019" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Tailspin to Exchange 2019", Level = 1 })).ToBeVisibleAsync();
        watched.AssertSound();
    }

    [Fact]
    public async Task OnAPhone_ThePaneComesAndGoesOverThePage()
    {
        await FillAsync();
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Dark, 390, 844);
        var watched = await SignedInAsync(context);
        var page = watched.Page;
        await watched.GoAsync("");
        var pane = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });

        await Expect(pane).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the navigation" }).ClickAsync();
        await Expect(pane).ToBeVisibleAsync();
        await watched.PictureAsync("pane-dark-390");
        await Axe.AssertCleanAsync(page, "pane dark 390");
        await page.Keyboard.PressAsync("Escape");
        await Expect(pane).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the navigation" }).ClickAsync();
        await pane.GetByRole(AriaRole.Link, new() { Name = "All Customers" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "All Customers", Level = 1 })).ToBeVisibleAsync();
        await Expect(pane).ToBeHiddenAsync();
        watched.AssertSound();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryPage_IsCleanAndFits(ColorScheme scheme, int width)
    {
        var (customer, project) = await FillAsync();
        await using var context = await chromium.NewContextAsync(server.Address, scheme, width, width < 500 ? 844 : 860);
        var watched = await SignedInAsync(context);
        foreach (var (name, path) in new[]
            {
                ("customer", $"customers/{customer}"), ("project", $"projects/{project}"), ("home", ""), ("customers", "customers"), ("projects", "projects"), ("search", "search?for=o"), ("search-nothing", "search?for=zzz"),
                ("purchase", "purchase"),
            })
        {
            await watched.GoAsync(path);
            await Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
            await watched.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var picture = $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}";
            await watched.PictureAsync(picture);
            await watched.AssertFitsAsync();
            await Axe.AssertCleanAsync(watched.Page, picture);
        }

        watched.AssertSound();
    }

    private async Task<WatchedPage> SignedInAsync(IBrowserContext context)
    {
        await FaceServer.SignInAsync(context);
        return await WatchedPage.OpenAsync(context, server.Address);
    }

    private async Task<(Guid Customer, Guid Project)> FillAsync()
    {
        using var client = await server.ClientAsync();
        if ((await client.ListCustomersAsync("contoso", cancellationToken: Cancel)).Items is [var known, ..])
        {
            return (known.Id, (await client.ListProjectsAsync(cancellationToken: Cancel)).Items[0].Id);
        }

        var (customers, project) = (new List<Guid>(), Guid.Empty);
        foreach (var (company, domain) in Companies)
        {
            customers.Add((await client.AddCustomerAsync(new CustomerDraft { CompanyName = company, PrimaryDomain = domain, Country = "Sweden", City = "Malmö" }, Cancel)).Id);
        }

        foreach (var (at, name) in new[] { (0, "Contoso to Exchange SE"), (0, "Contoso archives"), (2, "Tailspin to Exchange 2019"), (1, "Adventure Works: sales, marketing and the warehouse in Göteborg") })
        {
            project = (await client.AddProjectAsync(new ProjectDraft { CustomerId = customers[at], Name = name, Region = "here" }, Cancel)).Id;
        }

        return (customers[0], project);
    }
}
