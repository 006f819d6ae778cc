using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.EndToEnd.Migration;
using Turnstone.EndToEnd.Serve;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>
/// From two fresh servers to a company that has moved, in the browser alone: once there is a project, by nothing but what its runbook says and leads to, from
/// a real server to the stand-in.
/// </summary>
[Collection(FaceCollection.Name)]
public sealed class GuideWalkTests(Chromium chromium)
{
    private static readonly LocatorAssertionsToHaveCountOptions Soon = new() { Timeout = 180_000 };

    private static readonly SampleProfile Profile = new() { Until = TimeProvider.System.GetUtcNow(), MessagesPerMailbox = 60, LargeMessageBytes = 1_000_000 };

    private static readonly IReadOnlyList<SamplePerson> People = [.. SampleCompany.People.Take(2)];

    private WatchedPage _watched = null!;
    private string _look = "";
    private string _runbook = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IPage Page => _watched.Page;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryStep_IsTakenInTheBrowser_AndAllMailIsThere(ColorScheme scheme, int width)
    {
        Assert.SkipWhen(chromium.Missing is not null, chromium.Missing ?? "");
        await using var servers = await MigrationWorld.StartAsync(People);
        await MailLoader.LoadAsync(servers.Dovecot, [.. SampleCompany.Mailboxes(Profile).Take(People.Count)], Cancel);
        await using var serve = await ServeProcess.StartAsync(Path.Combine(servers.Folder, "serve"), null, Cancel, more: ["--licensing", "metered", "--licence-price", "15.00 EUR"]);
        await using var context = await chromium.NewContextAsync(serve.Url.AbsoluteUri, scheme, width, width < 500 ? 844 : 860);
        _watched = await WatchedPage.OpenAsync(context, serve.Url.AbsoluteUri);
        _look = $"{scheme.ToString().ToLowerInvariant()}-{width}";

        await SetUpAsync(serve.SetupCode!);
        await AddCustomerAsync();
        await MakeProjectAsync(servers);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Runbook" }).ClickAsync();
        await Expect(Heading("Runbook")).ToBeVisibleAsync();
        _runbook = Page.Url;
        await MarkAsync("Prepare the old server");
        await MarkAsync("Prepare the new server");
        await StandsAsync("Choose the endpoints", "2 of 2");
        await TestAsync("Test the source", "Old server", People[0].Address, MigrationWorld.OldAccount(People[0]).Password);
        await TestAsync("Test the destination", "New server", MigrationWorld.NewAccount(People[0]).Address, password: null);
        await FollowAsync("Bulk Add: Add the mailboxes");
        await AddListAsync("mailboxes", await File.ReadAllTextAsync(servers.ListPath, Cancel));
        await Expect(Page.GetByRole(AriaRole.Table).GetByText("Not Submitted")).ToHaveCountAsync(2);
        await ReturnAsync("Add the mailboxes", "2 mailboxes");
        await FollowAsync("Users and licences: Apply licences");
        await LicenseAsync();
        await ReturnAsync("Apply licences", "2 of 2");
        await PassAsync("Verify Credentials", "Verify credentials", "Verify Credentials", "Verification");
        await PassAsync("Trial Migration", "Trial migration", "Start Trial Migration", "Trial");
        await MarkAsync("Look at the folders");
        await DoWithoutAsync("Tell users what is coming", "They were told at a meeting.");
        await PassAsync("Pre-Stage Migration", "Pre-stage", "Start Migration", "Pre-Stage");
        foreach (var person in People)
        {
            var mail = SampleCompany.NewMail(person, 3, wave: 1, Profile with { Until = TimeProvider.System.GetUtcNow() });
            await MailLoader.DeliverAsync(servers.Dovecot, MigrationWorld.OldAccount(person), mail, Cancel);
        }

        await MarkAsync("Cut over");
        await MarkAsync("Tell users how to go on");
        await PassAsync("Full Migration", "Full migration", "Start Migration", "Full");
        await StandsAsync("Retry errors", "done");
        await MarkAsync("Set Outlook up anew");
        await CountAsync();
        await DoWithoutAsync("Send for the statistics", "This server sends no mail; they were read on the page.");
        await MarkAsync("Undo the preparations");
        await Expect(Page.GetByText("Every step is settled. Keep the hand-over report.")).ToBeVisibleAsync();
        await _watched.PictureAsync($"guide-runbook-{_look}", isWhole: true);
        await ReadHandOverAsync();

        foreach (var person in People)
        {
            MovedMail.AssertSameMail(await servers.ReadOldAsync(person), await servers.ReadNewAsync(person));
        }

        _watched.AssertSound();
    }

    private async Task SetUpAsync(string code)
    {
        await Page.GotoAsync($"setup?code={code}");
        await Page.GetByLabel("Workgroup").FillAsync("Northwind Moves");
        await Page.GetByLabel("Your name").FillAsync("Anna Berg");
        await Page.GetByLabel("Email address").FillAsync(FaceServer.Email);
        await Page.GetByLabel("Password").FillAsync(FaceServer.Password);
        await Click("Set up");
        await Page.GetByLabel("Email address").FillAsync(FaceServer.Email);
        await Page.GetByLabel("Password").FillAsync(FaceServer.Password);
        await Click("Sign in");
        await Expect(Heading("Home")).ToBeVisibleAsync();
        await _watched.IsInteractiveAsync();
    }

    private async Task AddCustomerAsync()
    {
        await _watched.ChooseAsync("Add", "Customer");
        var drawer = Dialog("Add Customer");
        await drawer.GetByLabel("Primary Email Domain").FillAsync(SampleCompany.Domain);
        await drawer.GetByLabel("Company Name").FillAsync("Old Ltd");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Heading("Old Ltd")).ToBeVisibleAsync();
    }

    // Too few at first: from there through the order and back.
    private async Task LicenseAsync()
    {
        await _watched.ChooseAsync("Add Users", "Bulk Add");
        await AddListAsync("users", string.Join('\n', People.Select(person => person.Address).Prepend("Primary Email Address")));
        await Page.GetByLabel("Select all").CheckAsync();
        await Click("Apply 2 licences");
        await Dialog("2 licences are short").GetByRole(AriaRole.Link, new() { Name = "Purchase" }).ClickAsync();
        await Page.GetByLabel("Number of licences").PressAsync("Enter");
        await Page.GetByLabel("Company or name").FillAsync("Northwind Moves");
        await Page.GetByLabel("Street and number").FillAsync("1 Main Street");
        await Page.GetByLabel("Postal code").FillAsync("50667");
        await Page.GetByLabel("City").FillAsync("Cologne");
        await Page.GetByLabel("Country").FillAsync("Germany");
        await Page.GetByLabel("Country").PressAsync("Enter");
        await Click("Place Your Order");
        await Click("Accept payment");
        await Dialog("Accept the payment?").GetByRole(AriaRole.Button, new() { Name = "Accept payment" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Go on applying licences" }).ClickAsync();
        await Click("Apply 2 licences");
        await Expect(Page.GetByRole(AriaRole.Status, new() { Name = "Messages" })).ToContainTextAsync("2 licences were applied.");
    }

    private async Task MakeProjectAsync(MigrationWorld servers)
    {
        await _watched.ChooseAsync("Add", "Project");
        await Page.GetByLabel("Project Name").FillAsync("Old Ltd to Exchange");
        await Page.GetByLabel("Customer", new() { Exact = true }).SelectOptionAsync("Old Ltd");
        await Click("Next Step");
        await Click("Add Endpoint");
        var source = Dialog("Add IMAP Endpoint");
        await source.GetByLabel("Endpoint Name").FillAsync("Old server");
        await source.GetByLabel("Server Name").FillAsync(servers.Dovecot.Host);
        await source.GetByLabel("Server Port").FillAsync($"{servers.Dovecot.ImapsPort}");
        await source.GetByLabel("Certificate Authority").FillAsync(await File.ReadAllTextAsync(servers.Dovecot.AuthorityPath, Cancel));
        await source.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Edit Old server" })).ToBeVisibleAsync();
        await Click("Next Step");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Destination", Level = 2 })).ToBeVisibleAsync();
        await Click("Add Endpoint");
        var destination = Dialog("Add Exchange Endpoint");
        await destination.GetByLabel("Endpoint Name").FillAsync("New server");
        await destination.GetByLabel("OWA URL").FillAsync(servers.Exchange.EwsUrl.AbsoluteUri);
        await destination.GetByLabel("Administrator Username").FillAsync(MigrationWorld.ServiceLogin);
        await destination.GetByLabel("Administrator Password").FillAsync(MigrationWorld.ServicePassword);
        await destination.GetByLabel("Certificate Authority").FillAsync(servers.Exchange.CertificateAuthorityPem!);
        await destination.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Edit New server" })).ToBeVisibleAsync();
        await Page.GetByLabel("Region of Destination").FillAsync("On premises");
        await Click("Save and Go to Summary");
        await Expect(Page.GetByText("The project is saved, and both endpoints answer.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Go to Project" }).ClickAsync();
        await Expect(Heading("Old Ltd to Exchange")).ToBeVisibleAsync();
    }

    // A file, dropped on the box as somebody drops it from their desktop.
    private async Task AddListAsync(string what, string list)
    {
        var dialog = Dialog($"Bulk Add {what}");
        var file = await Page.EvaluateHandleAsync("list => { const data = new DataTransfer(); data.items.add(new File([list], 'list.csv', { type: 'text/csv' })); return data; }", list);
        await dialog.GetByLabel("The list").DispatchEventAsync("drop", new Dictionary<string, object> { ["dataTransfer"] = file });
        await Expect(dialog.GetByLabel("The list")).ToHaveValueAsync(new Regex(Regex.Escape(People[0].Address)));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = $"Add 2 {what}" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
    }

    private async Task PassAsync(string pass, string step, string start, string told)
    {
        await FollowAsync($"{pass}: {step}");
        await Dialog(pass).GetByRole(AriaRole.Button, new() { Name = start }).ClickAsync();
        await Expect(Dialog(pass)).ToBeHiddenAsync();
        await Expect(Page.GetByText($"Completed ({told})")).ToHaveCountAsync(2, Soon);
        await _watched.PictureAsync($"guide-{told.ToLowerInvariant()}-{_look}");
        await ReturnAsync(step, "2 of 2");
    }

    // Each step as it ends, then what it came to; the runbook behind it is ticked.
    private async Task TestAsync(string step, string endpoint, string mailbox, string? password)
    {
        await Click(step);
        var test = Dialog($"Test {endpoint}");
        await test.GetByLabel("Mailbox").FillAsync(mailbox);
        if (password is not null)
        {
            await test.GetByLabel("Its password").FillAsync(password);
        }

        await test.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(test.GetByText(new Regex("^Nothing failed"))).ToBeVisibleAsync(new() { Timeout = 180_000 });
        await _watched.PictureAsync($"guide-test-{endpoint.Split(' ')[0].ToLowerInvariant()}-{_look}");
        await Page.Keyboard.PressAsync("Escape");
        await StandsAsync(step, "done");
    }

    private Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();

    // The runbook stays open beside: people have it in another tab.
    private async Task ReturnAsync(string step, string stands)
    {
        await _watched.GoAsync(_runbook);
        await StandsAsync(step, stands);
    }

    private async Task MarkAsync(string step)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Mark as done: {step}" }).ClickAsync();
        await StandsAsync(step, "done");
    }

    private async Task DoWithoutAsync(string step, string why)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Not needed…: {step}" }).ClickAsync();
        var dialog = Dialog($"Not needed: {step}");
        await dialog.GetByLabel("Why this move does without it").FillAsync(why);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Not needed" }).ClickAsync();
        await StandsAsync(step, "not needed");
    }

    private Task StandsAsync(string step, string how) =>
        Expect(Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex($"^{Regex.Escape(step)}"), Level = 3 })).ToContainTextAsync(how);

    private async Task CountAsync()
    {
        await FollowAsync("Project statistics: Send for the statistics");
        var drawer = Dialog("Project statistics");
        await Expect(drawer.GetByRole(AriaRole.Row, new() { Name = "Completed" })).ToContainTextAsync("2");
        await _watched.PictureAsync($"guide-statistics-{_look}");
        await ReturnAsync("Send for the statistics", "not yet");
    }

    private async Task ReadHandOverAsync()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Hand-over report" }).ClickAsync());
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var report = await reader.ReadToEndAsync(Cancel);
        Assert.Contains("Old Ltd to Exchange: nothing is open", report, StringComparison.Ordinal);
        Assert.All(People, person => Assert.Contains(person.Address, report, StringComparison.Ordinal));
        Assert.DoesNotContain(System.Net.WebUtility.HtmlEncode(MigrationWorld.OldAccount(People[0]).Password), report, StringComparison.Ordinal);
    }

    private ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name });

    private ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });

    private Task Click(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
