using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Xunit;
using static Microsoft.Playwright.Assertions;
using StoredState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.EndToEnd.Face;

/// <summary>The page people have open while a project runs: its rows move on by themselves, and all that is done with mailboxes begins there.</summary>
[Collection(FaceCollection.Name)]
public sealed class ProjectPageTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static readonly string[] Names = ["anna", "bo", "cleo", "dora", "emil", "frida"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_MoveOnByThemselves_AndAreStarredAndSorted()
    {
        using var client = await server.ClientAsync();
        var (project, ids) = await AddProjectAsync(client, "Contoso to Exchange", "contoso.example");
        await client.SubmitPassesAsync(project.Id, new PassDraft { Kind = PassKind.Trial }, Cancel);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project.Id}");
        var anna = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "anna@old.example" });
        await Expect(anna).ToContainTextAsync("Queued (Trial)");

        await server.RunAsync(ids["anna"], 0, null);
        await Expect(anna.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuetext", "counting");
        await server.RunAsync(ids["anna"], 2_050, 8_200, errors: 2);
        await Expect(anna.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "25");
        await Expect(anna).ToContainTextAsync("2,050 of 8,200");
        await Expect(anna).ToContainTextAsync(new Regex("38 items/s · \\d+ min left"));
        await Expect(anna.GetByRole(AriaRole.Link, new() { Name = "2 errors of anna@old.example" })).ToHaveAttributeAsync("href", $"mailboxes/{ids["anna"]}?tab=errors");
        await server.EndAsync(ids["anna"], StoredState.CompletedWithErrors, 8_198, errors: 2);
        await Expect(anna).ToContainTextAsync("Completed with errors (Trial)");
        await Expect(anna).ToContainTextAsync("8,198 copied");
        await Expect(anna.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);

        await page.GetByLabel("Status", new() { Exact = true }).SelectOptionAsync("Queued");
        await Expect(anna).ToHaveCountAsync(0);
        await server.EndAsync(ids["bo"], StoredState.Failed, failure: "The source refused the password.");
        await Expect(page.GetByText("bo@old.example")).ToHaveCountAsync(0);
        await page.GetByLabel("Status", new() { Exact = true }).SelectOptionAsync("Failed");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "bo@old.example" })).ToContainTextAsync("The source refused the password.");
        await page.GetByLabel("Status", new() { Exact = true }).SelectOptionAsync("");

        await page.GetByRole(AriaRole.Button, new() { Name = "Star of cleo@old.example: none" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "green" }).And(page.Locator(":visible")).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Star of cleo@old.example: green" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Source email" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Source email" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("frida@old.example");
        await page.GetByLabel("Star", new() { Exact = true }).And(page.Locator("select")).SelectOptionAsync("4");
        await Expect(page.GetByText("1 mailbox", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(4, (await client.GetMailboxAsync(ids["cleo"], Cancel)).Star);
        watched.AssertSound();
    }

    [Fact]
    public async Task Passes_AreScheduled_BoundAndPutFirst()
    {
        using var client = await server.ClientAsync();
        var (project, _) = await AddProjectAsync(client, "Wingtip to Exchange", "wingtip.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project.Id}");
        await page.GetByLabel("Select anna@old.example").CheckAsync();

        await watched.ChooseAsync("Start", "Pre-Stage Migration");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Pre-Stage Migration" });
        await Expect(dialog).ToContainTextAsync("6 mailboxes of this project have no licence");
        await dialog.GetByLabel("Migrate mail older than").SelectOptionAsync("own");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start Migration" }).ClickAsync();
        await Expect(dialog.GetByLabel("Received before")).ToHaveAccessibleDescriptionAsync(new Regex("Choose the date"));
        await Axe.AssertCleanAsync(page, "start faulty");
        await page.Keyboard.PressAsync("Escape");

        await watched.ChooseAsync("Start", "Verify Credentials");
        dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Verify Credentials" });
        await dialog.GetByLabel("When").SelectOptionAsync("later");
        await dialog.GetByLabel("Start at").FillAsync("2020-01-01T07:00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Verify Credentials" }).ClickAsync();
        await Expect(dialog.GetByLabel("Start at")).ToHaveAccessibleDescriptionAsync(new Regex("over already"));
        await dialog.GetByLabel("Start at").FillAsync("2080-01-02T07:00");
        await dialog.GetByLabel("Priority").SelectOptionAsync("10");
        await Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync(new Regex("2 January 2080.* 07:00"));
        await watched.PictureAsync("pass-scheduled");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Verify Credentials" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "anna@old.example" })).ToContainTextAsync(new Regex("starts in [\\d,]+ days"));

        var pass = Assert.Single((await client.ListPassesAsync(project.Id, cancellationToken: Cancel)).Items);
        var expected = await page.EvaluateAsync<string>("new Date('2080-01-02T07:00').toISOString()");
        Assert.Equal((PassKind.Verify, DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)), (pass.Kind, pass.Due));
        watched.AssertSound();
    }

    [Fact]
    public async Task WhatIsDoneWithMany_IsReachedFromThePage()
    {
        using var client = await server.ClientAsync();
        var (project, ids) = await AddProjectAsync(client, "Tailspin to Exchange", "tailspin.example");
        var other = await client.AddProjectAsync(new ProjectDraft { CustomerId = project.CustomerId, Name = "Tailspin later", Region = "here" }, Cancel);
        await client.AddCustomerUserAsync(project.CustomerId, new CustomerUserDraft { Address = "gustav@tailspin.example", DisplayName = "Gustav" }, Cancel);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project.Id}");

        await page.GetByLabel("Select all").CheckAsync();
        await watched.ChooseAsync("More", "Edit support options");
        var options = page.GetByRole(AriaRole.Dialog, new() { Name = "Support options of 6 mailboxes" });
        await options.GetByLabel("Support Options").FillAsync("no option");
        // What is said of the options, once their field is left, moves the button away from under the pointer that presses it.
        await options.GetByRole(AriaRole.Button, new() { Name = "Save" }).HoverAsync();
        await page.Mouse.DownAsync();
        await Expect(options.GetByText("Something here is not written as an option.")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
        await Expect(options.GetByLabel("Support Options")).ToHaveAccessibleDescriptionAsync(new Regex("none is saved"));
        await Axe.AssertCleanAsync(page, "bulk options faulty");
        await options.GetByLabel("Support Options").FillAsync("AllowQuoteInFolder=1");
        await options.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Options of 6 mailboxes were saved.")).ToBeVisibleAsync();

        await watched.ChooseAsync("More", "Ask users for credentials");
        var ask = page.GetByRole(AriaRole.Dialog, new() { Name = "Ask users of 6 mailboxes for credentials" });
        await Expect(ask.GetByLabel("Those for the source")).ToBeCheckedAsync();
        await Expect(ask.GetByLabel("Those for the destination")).Not.ToBeCheckedAsync();
        await Axe.AssertCleanAsync(page, "ask");
        await ask.GetByRole(AriaRole.Button, new() { Name = "Send the mails" }).ClickAsync();
        await Expect(page.GetByText(new Regex("were asked: 6 mails"))).ToBeVisibleAsync();
        await watched.ChooseAsync("More", "Withdraw requests for credentials");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Expect(page.GetByText("Requests for 6 mailboxes were withdrawn.")).ToBeVisibleAsync();
        await watched.ChooseAsync("More", "Write to users");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Send the mails" }).ClickAsync();
        await Expect(page.GetByText(new Regex("were written to: 6 mails"))).ToBeVisibleAsync();
        await watched.ChooseAsync("More", "Clear credentials");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Clear Credentials" }).ClickAsync();
        await Expect(page.GetByText("Credentials of 6 mailboxes were cleared.")).ToBeVisibleAsync();
        var mailbox = await client.GetMailboxAsync(ids["anna"], Cancel);
        Assert.Equal(("AllowQuoteInFolder=1", false), (mailbox.SupportOptions, mailbox.HasSourceSecret));

        await page.GetByLabel("Select anna@old.example").UncheckAsync();
        await watched.ChooseAsync("More", "Move to another project");
        var move = page.GetByRole(AriaRole.Dialog, new() { Name = "Move 5 mailboxes" });
        await move.GetByRole(AriaRole.Button, new() { Name = "Move" }).ClickAsync();
        await Expect(move.GetByLabel("To the project")).ToHaveAccessibleDescriptionAsync("This field cannot be left blank.");
        await move.GetByLabel("To the project").SelectOptionAsync("Tailspin later");
        await move.GetByRole(AriaRole.Button, new() { Name = "Move" }).ClickAsync();
        await Expect(page.GetByText("1 mailbox", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(5, (await client.ListMailboxesAsync(other.Id, cancellationToken: Cancel)).Total);
        await page.GetByLabel("Select anna@old.example").CheckAsync();
        await watched.ChooseAsync("More", "Remove");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.GetByText("No mailboxes yet")).ToBeVisibleAsync();

        await watched.ChooseAsync("Add Mailboxes", "From the customer's users");
        var users = page.GetByRole(AriaRole.Dialog, new() { Name = "Mailboxes from the customer's users" });
        await users.GetByLabel("Select gustav@tailspin.example").CheckAsync();
        await users.GetByLabel("Domain at the source").FillAsync("old.example");
        await users.GetByRole(AriaRole.Button, new() { Name = "Add 1 mailbox" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "gustav@old.example", Exact = true })).ToBeVisibleAsync();
        watched.AssertSound();
    }

    [Fact]
    public async Task RunbookStatisticsAndSettings_GoByWhatIsThere()
    {
        using var client = await server.ClientAsync();
        var (project, ids) = await AddProjectAsync(client, "Litware to Exchange", "litware.example");
        await client.SubmitPassesAsync(project.Id, new PassDraft { Kind = PassKind.Verify, Mailboxes = [ids["anna"], ids["bo"]] }, Cancel);
        await server.EndAsync(ids["anna"], StoredState.Completed);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project.Id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Project statistics" }).ClickAsync();
        var statistics = page.GetByRole(AriaRole.Dialog, new() { Name = "Project statistics" });
        await Expect(statistics.GetByRole(AriaRole.Img, new() { Name = "Mailboxes by status" })).ToHaveAccessibleNameAsync(new Regex("4 not submitted, 1 waiting or under way, 1 completed"));
        var download = await page.RunAndWaitForDownloadAsync(() => statistics.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        using (var reader = new StreamReader(await download.CreateReadStreamAsync()))
        {
            Assert.Contains("anna@old.example", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        }

        await statistics.GetByRole(AriaRole.Button, new() { Name = "Mail me the statistics" }).ClickAsync();
        await Expect(page.GetByText($"The statistics are on their way to {FaceServer.Email}.")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Link, new() { Name = "Runbook" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Verify credentials" })).ToContainTextAsync("1 of 6");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Send for the statistics" })).ToContainTextAsync("done");
        await page.GetByRole(AriaRole.Link, new() { Name = "Trial Migration: Trial migration" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Trial Migration" })).ToContainTextAsync("For 6 mailboxes.");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Settings" }).ClickAsync();
        await page.GetByLabel("Maximum concurrent migrations").FillAsync("0");
        await page.GetByLabel("Mail on failure to").FillAsync("nobody");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save Project" }).ClickAsync();
        await Expect(page.GetByLabel("Maximum concurrent migrations")).ToHaveAccessibleDescriptionAsync(new Regex("A number from 1 to 1000"));
        await Axe.AssertCleanAsync(page, "settings faulty");
        await page.GetByLabel("Maximum concurrent migrations").FillAsync("15");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save Project" }).ClickAsync();
        await Expect(page.GetByLabel("Mail on failure to")).ToHaveAccessibleDescriptionAsync(new Regex("\"nobody\" is not a mail address"));
        await page.GetByLabel("Mail on failure to").FillAsync("anna@msp.example\nbo@msp.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save Project" }).ClickAsync();
        await Expect(page.GetByText("The project was saved.")).ToBeVisibleAsync();

        var saved = await client.GetProjectAsync(project.Id, Cancel);
        Assert.Equal((15, 1000), (saved.MostAtOnce, saved.MostErrors));
        Assert.Equal(["anna@msp.example", "bo@msp.example"], saved.FailureAddresses);
        await page.GetByRole(AriaRole.Button, new() { Name = "Clone" }).ClickAsync();
        await page.GetByLabel("Name of the new project").FillAsync("Litware again");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Litware again" })).ToBeVisibleAsync();
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
        var (project, ids) = await AddProjectAsync(client, $"Proseware to Exchange {scheme} {width}", $"proseware-{scheme}-{width}.example".ToLowerInvariant());
        await client.SubmitPassesAsync(project.Id, new PassDraft { Kind = PassKind.Trial, Mailboxes = [.. Names[..5].Select(name => ids[name])] }, Cancel);
        await server.RunAsync(ids["anna"], 0, null);
        await server.RunAsync(ids["bo"], 12_050, 38_200, errors: 3);
        await server.EndAsync(ids["cleo"], StoredState.CompletedWithErrors, 8_198, errors: 2);
        await server.EndAsync(ids["dora"], StoredState.Failed, failure: "The source refused the user name or the password of dora@old.example.");
        await client.StarMailboxesAsync(project.Id, new StarDraft { Ids = [ids["bo"], ids["emil"]], Star = 1 }, Cancel);
        await client.StarMailboxesAsync(project.Id, new StarDraft { Ids = [ids["dora"]], Star = 5 }, Cancel);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project.Id}");
        await Expect(page.GetByText("12,050 of 38,200")).ToBeVisibleAsync();
        await page.GetByLabel("Select anna@old.example").CheckAsync();
        await watched.CheckAsync("project", scheme, width);
        await page.GetByRole(AriaRole.Button, new() { Name = width > 700 ? "Star of cleo@old.example: none" : "Star", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "purple" }).And(page.Locator(":visible"))).ToBeVisibleAsync();
        await watched.CheckAsync("project-star", scheme, width);
        await page.Keyboard.PressAsync("Escape");
        await watched.ChooseAsync("Start", "Full Migration");
        await Expect(page.GetByText("have no licence")).ToBeVisibleAsync();
        await watched.CheckAsync("project-start-full", scheme, width);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await watched.CheckAsync("project-more", scheme, width);
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Write to users" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Write to users of 1 mailbox" })).ToBeVisibleAsync();
        await watched.CheckAsync("project-write", scheme, width);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Project statistics" }).ClickAsync();
        await Expect(page.GetByText("Time at work")).ToBeVisibleAsync();
        await watched.CheckAsync("project-statistics", scheme, width);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Settings" }).ClickAsync();
        await Expect(page.GetByLabel("Maximum concurrent migrations")).ToBeVisibleAsync();
        await watched.CheckAsync("project-settings", scheme, width);
        watched.AssertSound();
    }

    private async Task<(ProjectInfo Project, Dictionary<string, Guid> Mailboxes)> AddProjectAsync(TurnstoneClient client, string name, string domain)
    {
        var customer = await server.AddCustomerAsync(name.Split(' ')[0], domain);
        var source = await client.AddEndpointAsync(new EndpointDraft { CustomerId = customer, Name = "Old server", Kind = EndpointType.Imap, Address = "imaps://imap.old.example" }, Cancel);
        var destination = await client.AddEndpointAsync(
            new EndpointDraft { CustomerId = customer, Name = "New server", Kind = EndpointType.Exchange, Address = $"https://mail.{domain}/owa", Login = "mover", Secret = "s3cret" }, Cancel);
        var project = await client.AddProjectAsync(new ProjectDraft { CustomerId = customer, Name = name, SourceId = source.Id, DestinationId = destination.Id, Region = "here" }, Cancel);
        var ids = new Dictionary<string, Guid>();
        foreach (var person in Names)
        {
            ids[person] = (await client.AddMailboxAsync(project.Id, new MailboxDraft { SourceAddress = $"{person}@old.example", DestinationAddress = $"{person}@{domain}", SourceSecret = "s3cret" }, Cancel)).Id;
        }

        return (project, ids);
    }
}
