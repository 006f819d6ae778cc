using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.Testing.Imap;
using Xunit;
using static Microsoft.Playwright.Assertions;
using StoredState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.EndToEnd.Face;

/// <summary>The page that a move is worked along: it is ticked while it is open, by what happens and by people, and handed over in the end.</summary>
[Collection(FaceCollection.Name)]
public sealed class RunbookPageTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private WatchedPage _watched = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IPage Page => _watched.Page;

    [Fact]
    public async Task Steps_AreTickedByFactsAndByPeople_WhileThePageIsOpen()
    {
        await using var imap = ScriptedImapServer.Play("");
        using var client = await server.ClientAsync();
        var (project, ids) = await AddProjectAsync(client, "Fabrikam to Exchange", "fabrikam.example", $"imap://127.0.0.1:{imap.Port}");
        _watched = await WatchedPage.SignedInAsync(chromium, server);
        await using var _ = _watched;
        await _watched.GoAsync($"projects/{project.Id}/runbook");
        await Expect(Page.GetByText("Next: Prepare the old server.")).ToBeVisibleAsync();

        await Button("Mark as done", "Prepare the old server").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Item("Prepare the old server")).ToContainTextAsync("by Anna Berg");
        await Button("Take back", "Prepare the old server").ClickAsync();
        await Expect(Heading("Prepare the old server")).ToContainTextAsync("not yet");
        await Button("Not needed…", "Prepare the old server").ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog, new() { Name = "Not needed: Prepare the old server" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Not needed" }).ClickAsync();
        await Expect(dialog.GetByLabel("Why this move does without it")).ToHaveAccessibleDescriptionAsync(new Regex("^Say why"));
        await dialog.GetByLabel("Why this move does without it").FillAsync("Each mailbox brings its password.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Not needed" }).ClickAsync();
        await Expect(Item("Prepare the old server")).ToContainTextAsync("Each mailbox brings its password.");
        await Expect(Heading("Prepare the old server")).ToContainTextAsync("not needed");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Test the source", Exact = true }).ClickAsync();
        var test = Page.GetByRole(AriaRole.Dialog, new() { Name = "Test Old server" });
        await test.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(test.GetByText(new Regex("^Nothing failed"))).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Heading("Test the source")).ToContainTextAsync("done");
        await Expect(Item("Test the source").GetByRole(AriaRole.Link, new() { Name = "Save report" })).ToBeVisibleAsync();

        await client.SubmitPassesAsync(project.Id, new PassDraft { Kind = PassKind.Verify }, Cancel);
        foreach (var id in ids)
        {
            await server.EndAsync(id, StoredState.Completed);
        }

        await Expect(Heading("Verify credentials")).ToContainTextAsync("2 of 2");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Hand-over report" }).ClickAsync());
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        Assert.Contains("Each mailbox brings its password.", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        _watched.AssertSound();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryState_IsCleanAndFits(ColorScheme scheme, int width)
    {
        await using var imap = ScriptedImapServer.Refusing("NO [AUTHENTICATIONFAILED] Wrong password");
        using var client = await server.ClientAsync();
        var (project, ids) = await AddProjectAsync(client, $"Wingtip to Exchange {scheme} {width}", $"wingtip-{scheme}-{width}.example".ToLowerInvariant(), $"imap://127.0.0.1:{imap.Port}");
        await client.TickRunbookAsync(project.Id, RunbookStep.PrepareSource, new RunbookTickDraft { Note = "Master user in Dovecot, 50 connections." }, Cancel);
        await client.TickRunbookAsync(project.Id, RunbookStep.PreStage, new RunbookTickDraft { IsDone = false, Note = "Everything moves in one night." }, Cancel);
        await client.TestEndpointAsync(project.SourceId!.Value, new EndpointTestDraft { ProjectId = project.Id, Mailbox = "anna@old.example", Secret = "wrong" }, Cancel);
        await client.SubmitPassesAsync(project.Id, new PassDraft { Kind = PassKind.Verify }, Cancel);
        await server.EndAsync(ids[0], StoredState.Completed);
        _watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        await using var _ = _watched;
        await _watched.GoAsync($"projects/{project.Id}/runbook");
        await Expect(Heading("Test the source")).ToContainTextAsync("failed");

        await _watched.CheckAsync("runbook", scheme, width);
        await _watched.PictureAsync($"runbook-whole-{scheme.ToString().ToLowerInvariant()}-{width}", isWhole: true);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Test the source", Exact = true }).ClickAsync();
        var test = Page.GetByRole(AriaRole.Dialog, new() { Name = "Test Old server" });
        await test.GetByLabel("Mailbox").FillAsync("anna@old.example");
        await test.GetByLabel("Its password").FillAsync("wrong");
        await test.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await Expect(test.GetByText(new Regex("^One step failed"))).ToBeVisibleAsync();
        await test.GetByText("What to do:").First.ScrollIntoViewIfNeededAsync();
        await _watched.CheckAsync("runbook-test", scheme, width);
        await Page.Keyboard.PressAsync("Escape");
        await Button("Not needed…", "Cut over").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "Not needed: Cut over" })).ToBeVisibleAsync();
        await _watched.CheckAsync("runbook-not-needed", scheme, width);
        await Page.Keyboard.PressAsync("Escape");
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        await _watched.PictureAsync($"runbook-print-{scheme.ToString().ToLowerInvariant()}-{width}");
        _watched.AssertSound();

        using var report = new MemoryStream();
        await client.WriteHandOverAsync(project.Id, report, Cancel);

        // As a file that was saved: a page of its own, under no policy but the report's.
        var opened = await WatchedPage.OpenAsync(Page.Context, server.Address);
        await opened.Page.SetContentAsync(System.Text.Encoding.UTF8.GetString(report.ToArray()));
        await opened.AssertFitsAsync();
        await opened.PictureAsync($"hand-over-{scheme.ToString().ToLowerInvariant()}-{width}", isWhole: true);
        await Axe.AssertCleanAsync(opened.Page, "hand-over");
        opened.AssertSound();
    }

    private ILocator Heading(string title) => Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex($"^{Regex.Escape(title)}") });

    private ILocator Item(string title) => Page.Locator(".runbook li").Filter(new() { Has = Heading(title) });

    private ILocator Button(string deed, string title) => Page.GetByRole(AriaRole.Button, new() { Name = $"{deed}: {title}" });

    private async Task<(ProjectInfo Project, IReadOnlyList<Guid> Mailboxes)> AddProjectAsync(TurnstoneClient client, string name, string domain, string address)
    {
        var customer = await server.AddCustomerAsync(name.Split(' ')[0], domain);
        var source = await client.AddEndpointAsync(new EndpointDraft { CustomerId = customer, Name = "Old server", Kind = EndpointType.Imap, Address = address }, Cancel);
        var destination = await client.AddEndpointAsync(
            new EndpointDraft { CustomerId = customer, Name = "New server", Kind = EndpointType.Exchange, Address = $"https://mail.{domain}/owa", Login = "mover", Secret = "s3cret" }, Cancel);
        var project = await client.AddProjectAsync(new ProjectDraft { CustomerId = customer, Name = name, SourceId = source.Id, DestinationId = destination.Id, Region = "here" }, Cancel);
        List<Guid> ids = [];
        foreach (var person in new[] { "anna", "bo" })
        {
            ids.Add((await client.AddMailboxAsync(project.Id, new MailboxDraft { SourceAddress = $"{person}@old.example", DestinationAddress = $"{person}@{domain}", SourceSecret = "s3cret" }, Cancel)).Id);
        }

        return (project, ids);
    }
}
