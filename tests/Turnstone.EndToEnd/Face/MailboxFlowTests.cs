using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>A project's mailboxes: they come one by one or by a list, are changed, and passes over them begin and are stopped.</summary>
[Collection(FaceCollection.Name)]
public sealed class MailboxFlowTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private const string Header = "Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mailboxes_ComeOneByOne_AndByAListWhoseFaultsAreShownInPlace()
    {
        var project = await AddProjectAsync("Fabrikam to Exchange", "fabrikam.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project}");
        await Expect(page.GetByText("No mailboxes yet")).ToBeVisibleAsync();

        await watched.ChooseAsync("Add Mailboxes", "Quick Add");
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Quick Add" });
        await Expect(drawer.GetByLabel("Source Password")).ToBeVisibleAsync();
        await Expect(drawer.GetByLabel("Destination Password")).ToHaveCountAsync(0);
        await drawer.GetByLabel("Source Email").FillAsync("anna@old.example");
        await page.Keyboard.PressAsync("Enter");
        await Expect(drawer.GetByLabel("Destination Email")).ToHaveAccessibleDescriptionAsync("This field cannot be left blank.");
        await drawer.GetByLabel("Destination Email").FillAsync("anna@fabrikam.example");
        await drawer.GetByLabel("Source Password").FillAsync("s3cret");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "anna@fabrikam.example", Exact = true })).ToBeVisibleAsync();

        await watched.ChooseAsync("Add Mailboxes", "Bulk Add");
        var list = page.GetByRole(AriaRole.Dialog, new() { Name = "Bulk Add mailboxes" });
        await list.GetByLabel("The list").FillAsync($"{Header}\nbo@old.example,,s3cret,bo@fabrikam.example,,,0\nanna@old.example,,s3cret,anna@fabrikam.example,,,0\ncleo@old.example,,s3cret,nobody,,,0\n");
        await list.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(list.GetByRole(AriaRole.Button, new() { Name = "Row 3" })).ToBeVisibleAsync();
        await Expect(list.GetByRole(AriaRole.List, new() { Name = "Faults" })).ToContainTextAsync("Destination Email");
        await watched.PictureAsync("mailboxes-list-faults");
        await Axe.AssertCleanAsync(page, "mailboxes list faults");
        await list.GetByLabel("The list").FillAsync($"{Header}\nbo@old.example,,s3cret,bo@fabrikam.example,,,0\ncleo@old.example,,s3cret,cleo@fabrikam.example,,,0\n");
        await list.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await list.GetByRole(AriaRole.Button, new() { Name = "Add 2 mailboxes" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "cleo@fabrikam.example", Exact = true })).ToBeVisibleAsync();

        using var client = await server.ClientAsync();
        Assert.All((await client.ListMailboxesAsync(project, cancellationToken: Cancel)).Items, mailbox => Assert.True(mailbox.HasSourceSecret));
        watched.AssertSound();
    }

    [Fact]
    public async Task SupportOptions_AreUnderstood_Confirmed_OrNeverSaved()
    {
        var project = await AddProjectAsync("Adatum to Exchange", "adatum.example");
        using var client = await server.ClientAsync();
        var mailbox = await client.AddMailboxAsync(project, new MailboxDraft { SourceAddress = "anna@old.example", DestinationAddress = "anna@adatum.example", Flags = 3, Star = 2 }, Cancel);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit anna@old.example" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Item" });
        var options = drawer.GetByLabel("Support Options");
        await options.FillAsync("FolderMapping=\"^INBOX/->\"");
        await options.BlurAsync();
        await Expect(drawer.GetByText("All options are understood.")).ToBeVisibleAsync();
        await options.FillAsync("this is no option");
        await options.BlurAsync();
        await Expect(drawer.GetByText("Something here is not written as an option.")).ToBeVisibleAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save Item" }).ClickAsync();
        await Expect(options).ToHaveAccessibleDescriptionAsync(new Regex("none is saved"));
        await options.FillAsync("Unheard=1\nFolderMapping=\"^INBOX/->\"");
        await options.BlurAsync();
        await Expect(drawer.GetByText("Some names or values are not known.")).ToBeVisibleAsync();
        await watched.PictureAsync("options-unknown");
        await Axe.AssertCleanAsync(page, "options unknown");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save Item" }).ClickAsync();
        await Expect(options).ToHaveAccessibleDescriptionAsync(new Regex("confirm that they are to be kept"));
        await drawer.GetByLabel("Keep what is not known").CheckAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save Item" }).ClickAsync();
        await Expect(drawer).ToBeHiddenAsync();

        var known = await client.GetMailboxAsync(mailbox.Id, Cancel);
        Assert.Equal(("Unheard=1\nFolderMapping=\"^INBOX/->\"", 3, 2), (known.SupportOptions.ReplaceLineEndings("\n"), known.Flags, known.Star));
        watched.AssertSound();
    }

    [Fact]
    public async Task Passes_AreSubmittedForThoseChosen_RefusedInWords_AndStopped()
    {
        var project = await AddProjectAsync("Nod to Exchange", "nod.example");
        using var client = await server.ClientAsync();
        foreach (var name in new[] { "anna", "bo", "cleo" })
        {
            await client.AddMailboxAsync(project, new MailboxDraft { SourceAddress = $"{name}@old.example", DestinationAddress = $"{name}@nod.example", SourceSecret = "s3cret" }, Cancel);
        }

        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project}");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true })).ToBeDisabledAsync();
        await page.GetByLabel("Select all").CheckAsync();
        await page.GetByLabel("Select cleo@old.example").UncheckAsync();
        await watched.ChooseAsync("Start", "Verify Credentials");
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Verify Credentials" }).GetByRole(AriaRole.Button, new() { Name = "Verify Credentials" }).ClickAsync();
        await Expect(page.GetByText(new Regex(@"^(Submitted|Queued) \(Verification\)$"))).ToHaveCountAsync(2);
        await watched.ChooseAsync("Start", "Full Migration");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Full Migration" });
        await Expect(dialog).ToContainTextAsync("For 2 mailboxes.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start Migration" }).ClickAsync();
        var refused = page.GetByRole(AriaRole.Dialog, new() { Name = "2 not started" });
        await Expect(refused).ToContainTextAsync("anna@old.example");
        await Axe.AssertCleanAsync(page, "refused");
        await refused.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Stop 2 mailboxes?" }).GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Stopped (Verification)")).ToHaveCountAsync(2);

        await page.GetByLabel("Status", new() { Exact = true }).SelectOptionAsync("None");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "anna@old.example", Exact = true })).ToHaveCountAsync(0);
        await page.GetByLabel("Select cleo@old.example").CheckAsync();
        await watched.ChooseAsync("Start", "Full Migration");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start Migration" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "1 not started" }).GetByRole(AriaRole.Link, new() { Name = "Apply licences" })).ToBeVisibleAsync();
        await watched.PictureAsync("pass-refused");

        Assert.All((await client.ListPassesAsync(project, cancellationToken: Cancel)).Items, pass => Assert.Equal((PassKind.Verify, PassState.Stopped), (pass.Kind, pass.State)));
        watched.AssertSound();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryState_IsCleanAndFits(ColorScheme scheme, int width)
    {
        var project = await AddProjectAsync($"City Power and Light {scheme} {width}", $"city-{scheme}-{width}.example");
        using var client = await server.ClientAsync();
        foreach (var name in new[] { "anna", "bo", "cleo", "dora", "emil" })
        {
            await client.AddMailboxAsync(project, new MailboxDraft { SourceAddress = $"{name}@old.example", DestinationAddress = $"{name}@city-power-and-light.example", SourceSecret = "s3cret" }, Cancel);
        }

        await client.SubmitPassesAsync(project, new PassDraft { Kind = PassKind.Trial, Filter = new MailboxFilter { Search = "bo" } }, Cancel);
        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project}");
        await page.GetByLabel("Select anna@old.example").CheckAsync();
        await watched.CheckAsync("mailboxes", scheme, width);
        await watched.ChooseAsync("Start", "Pre-Stage Migration");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Pre-Stage Migration" })).ToBeVisibleAsync();
        await watched.CheckAsync("pass-prestage", scheme, width);
        await page.Keyboard.PressAsync("Escape");
        await watched.ChooseAsync("Add Mailboxes", "Quick Add");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Quick Add" })).ToBeVisibleAsync();
        await watched.CheckAsync("mailbox-add", scheme, width);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Tab, new() { Name = "About" }).ClickAsync();
        await Expect(page.GetByText("At once at most")).ToBeVisibleAsync();
        await watched.CheckAsync("project-about", scheme, width);
        watched.AssertSound();
    }

    private async Task<Guid> AddProjectAsync(string name, string domain)
    {
        var customer = await server.AddCustomerAsync(name.Split(' ')[0], domain);
        using var client = await server.ClientAsync();
        var source = await client.AddEndpointAsync(new EndpointDraft { CustomerId = customer, Name = "Old server", Kind = EndpointType.Imap, Address = "imaps://imap.old.example" }, Cancel);
        var destination = await client.AddEndpointAsync(
            new EndpointDraft { CustomerId = customer, Name = "New server", Kind = EndpointType.Exchange, Address = $"https://mail.{domain}/owa", Login = "mover", Secret = "s3cret" }, Cancel);
        return (await client.AddProjectAsync(new ProjectDraft { CustomerId = customer, Name = name, SourceId = source.Id, DestinationId = destination.Id, Region = "here" }, Cancel)).Id;
    }
}
