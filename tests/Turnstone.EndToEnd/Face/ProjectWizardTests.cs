using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Projects;
using Turnstone.Sandbox;
using Turnstone.Testing.Imap;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>The walk to a project: step by step, back to what is wrong, and not lost with the connection.</summary>
[Collection(FaceCollection.Name)]
public sealed class ProjectWizardTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static readonly System.Text.RegularExpressions.Regex Blank = new("^This field cannot be left blank.");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Project_IsSetUpStepByStep_WithEndpointsAddedOnTheWay()
    {
        await using var imap = ScriptedImapServer.Play("");
        await using var exchange = await ExchangeServer.StartAsync(
            new ExchangeServerOptions { Listen = new Uri("http://127.0.0.1:0"), Mailboxes = [new MailboxSeed("anna@new.example", "Winter-2026")], ServiceAccounts = [new ServiceAccount("mover", "Winter-2026")] }, Cancel);
        await server.AddCustomerAsync("Southridge Video", "southridge.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync("projects");

        await page.GetByRole(AriaRole.Link, new() { Name = "Create Project" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next Step" }).ClickAsync();
        await Expect(page.GetByLabel("Project Name")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Project Name")).ToHaveAccessibleDescriptionAsync(Blank);
        await Expect(page.GetByLabel("Customer", new() { Exact = true })).ToHaveAccessibleDescriptionAsync(Blank);
        await page.GetByLabel("Project Name").FillAsync("Southridge to Exchange SE");
        await page.GetByLabel("Customer", new() { Exact = true }).SelectOptionAsync("Southridge Video");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next Step" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Source", Level = 2 })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next Step" }).ClickAsync();
        await Expect(page.GetByLabel("Source Endpoint")).ToHaveAccessibleDescriptionAsync(Blank);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Endpoint" }).ClickAsync();
        var source = page.GetByRole(AriaRole.Dialog, new() { Name = "Add IMAP Endpoint" });
        await source.GetByLabel("Endpoint Name").FillAsync("Old server");
        await source.GetByLabel("Server Name").FillAsync("127.0.0.1");
        await source.GetByLabel("Use SSL").UncheckAsync();
        await source.GetByLabel("Server Port").FillAsync($"{imap.Port}");
        await source.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit Old server" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next Step" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Save and Go to Summary" }).ClickAsync();
        await Expect(page.GetByLabel("Destination Endpoint")).ToHaveAccessibleDescriptionAsync(Blank);
        await Expect(page.GetByLabel("Region of Destination")).ToHaveAccessibleDescriptionAsync(Blank);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Endpoint" }).ClickAsync();
        var destination = page.GetByRole(AriaRole.Dialog, new() { Name = "Add Exchange Endpoint" });
        await destination.GetByLabel("Endpoint Name").FillAsync("New server");
        await destination.GetByLabel("OWA URL").FillAsync(exchange.EwsUrl.AbsoluteUri);
        await destination.GetByLabel("Administrator Username").FillAsync("mover");
        await destination.GetByLabel("Administrator Password").FillAsync("wrong");
        await destination.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit New server" })).ToBeVisibleAsync();
        await page.GetByLabel("Region of Destination").FillAsync("On premises");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and Go to Summary" }).ClickAsync();

        await Expect(page.GetByLabel("Destination Endpoint")).ToHaveAccessibleDescriptionAsync(new Regex("Check the account and its password"), new() { Timeout = 30_000 });
        await watched.PictureAsync("wizard-fault");
        await Axe.AssertCleanAsync(page, "wizard fault");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit New server" }).ClickAsync();
        var edit = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Endpoint" });
        await edit.GetByLabel("Administrator Password").FillAsync("Winter-2026");
        await edit.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(edit).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and Go to Summary" }).ClickAsync();
        await Expect(page.GetByText("The project is saved, and both endpoints answer.")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await watched.PictureAsync("wizard-summary");
        await Axe.AssertCleanAsync(page, "wizard summary");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to Project" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Southridge to Exchange SE", Level = 1 })).ToBeVisibleAsync();

        using var client = await server.ClientAsync();
        var project = Assert.Single((await client.ListProjectsAsync("southridge", cancellationToken: Cancel)).Items);
        Assert.Equal(("On premises", true, true), (project.Region, project.SourceId is not null, project.DestinationId is not null));
        watched.AssertSound();
    }

    [Fact]
    public async Task WhatWasEntered_IsThereAfterANewStart_AndBehindTheBackButton()
    {
        var customer = await server.AddCustomerAsync("Wingtip Toys", "wingtip.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/new?customer={customer}");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Create Project" })).ToBeFocusedAsync();
        await page.GetByLabel("Project Name").FillAsync("Wingtip: a & b = ä");
        await page.GetByLabel("Project Name").BlurAsync();
        await Expect(page).ToHaveURLAsync(new Regex("name=Wingtip"));
        await page.ReloadAsync();
        await watched.IsInteractiveAsync();
        await Expect(page.GetByLabel("Project Name")).ToHaveValueAsync("Wingtip: a & b = ä");
        await Expect(page.GetByLabel("Customer", new() { Exact = true })).ToHaveValueAsync(customer.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Next Step" }).ClickAsync();
        await Expect(page.GetByLabel("Source Endpoint")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.GetByLabel("Project Name")).ToHaveValueAsync("Wingtip: a & b = ä");
        watched.AssertSound();
    }

    [Fact]
    public async Task NameThatAnotherProjectHas_LeadsBackToTheName()
    {
        var (customer, source, destination) = await FillAsync("Relecloud", "relecloud.example");
        using var client = await server.ClientAsync();
        await client.AddProjectAsync(new ProjectDraft { CustomerId = customer, Name = "Relecloud to Exchange", Region = "here" }, Cancel);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;

        await watched.GoAsync($"projects/new?step=destination&name=Relecloud%20to%20Exchange&customer={customer}&source={source}&destination={destination}&region=here");
        await Expect(page.GetByLabel("Region of Destination")).ToHaveValueAsync("here");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and Go to Summary" }).ClickAsync();

        await Expect(page.GetByLabel("Project Name")).ToHaveAccessibleDescriptionAsync(new Regex("^Another project of this workgroup is called"));
        watched.AssertSound();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryStep_IsCleanAndFits(ColorScheme scheme, int width)
    {
        var (customer, source, destination) = await FillAsync("Munson's Pickles and Preserves Farm", $"munson-{scheme}-{width}.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        var page = watched.Page;
        await watched.GoAsync("projects/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next Step" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await watched.CheckAsync("wizard-name", scheme, width);
        foreach (var step in new[] { "source", "destination" })
        {
            await watched.GoAsync($"projects/new?step={step}&name=Munson&customer={customer}&source={source}&destination={destination}");
            await Expect(page.GetByRole(AriaRole.Combobox).First).ToBeVisibleAsync();
            await watched.CheckAsync($"wizard-{step}", scheme, width);
        }

        watched.AssertSound();
    }

    private async Task<(Guid Customer, Guid Source, Guid Destination)> FillAsync(string company, string domain)
    {
        var customer = await server.AddCustomerAsync(company, domain);
        using var client = await server.ClientAsync();
        var source = await client.AddEndpointAsync(new EndpointDraft { CustomerId = customer, Name = "Old server", Kind = EndpointType.Imap, Address = $"imaps://imap.{domain}" }, Cancel);
        var destination = await client.AddEndpointAsync(
            new EndpointDraft { CustomerId = customer, Name = "New server", Kind = EndpointType.Exchange, Address = $"https://mail.{domain}/owa", Login = "mover", Secret = "s3cret" }, Cancel);
        return (customer, source.Id, destination.Id);
    }
}
