using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.EndToEnd.Migration;
using Turnstone.EndToEnd.Serve;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>A mailbox's own page, before, during and after its passes from a real server to the stand-in, in light and dark, at a desk and on a phone.</summary>
[Collection(FaceCollection.Name)]
public sealed class MailboxPageTests(Chromium chromium)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 180_000 };

    private static readonly SampleProfile Profile = new() { Until = TimeProvider.System.GetUtcNow(), MessagesPerMailbox = 400, LargeMessageBytes = 3_000_000 };

    private static readonly IReadOnlyList<(ColorScheme Scheme, int Width)> Looks = [(ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 390)];

    private readonly List<WatchedPage> _pages = [];
    private bool _takesLargeMail;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mailbox_IsFollowed_FromItsPreviewToItsRetriedErrors()
    {
        Assert.SkipWhen(chromium.Missing is not null, chromium.Missing ?? "");
        await using var world = await ServedWorld.StartAsync([SampleCompany.People[0]], postgres: null, draft => draft with { MostMegabits = 0.3 }, Configure);
        await MailLoader.LoadAsync(world.Servers.Dovecot, [SampleCompany.Mailboxes(Profile)[0]], Cancel);
        var mailbox = Assert.Single((await world.Client.ListMailboxesAsync(world.Project.Id, cancellationToken: Cancel)).Items);
        foreach (var (scheme, width) in Looks)
        {
            var context = await chromium.NewContextAsync(world.Serve.Url.AbsoluteUri, scheme, width, width < 500 ? 844 : 860);
            await FaceServer.SignInAsync(context);
            _pages.Add(await WatchedPage.OpenAsync(context, world.Serve.Url.AbsoluteUri));
        }

        var home = $"mailboxes/{mailbox.Id}";
        await BeforeAsync(world, home);
        await DuringAsync(home, mailbox);
        await world.Client.ChangeProjectAsync(world.Project.Id, Uncapped(world.Project), Cancel);
        await AfterAsync(home, mailbox);
        await RetryAsync(world, home);
        await WrongPasswordAsync(world, home, mailbox);
        _pages.ForEach(page => page.AssertSound());
        foreach (var watched in _pages)
        {
            await watched.Page.Context.CloseAsync();
        }
    }

    private async Task BeforeAsync(ServedWorld world, string home)
    {
        await LookAsync("mailbox-new", home, page => Expect(page.GetByText("No passes yet")).ToBeVisibleAsync());
        await LookAsync("mailbox-folders-none", $"{home}?tab=folders", page => Expect(page.GetByText("No folders known yet")).ToBeVisibleAsync());
        var page = _pages[0].Page;
        await _pages[0].GoAsync(home);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Passes" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page).ToHaveURLAsync(new Regex("tab=folders"));
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page).ToHaveURLAsync(new Regex("tab=errors"));
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page).ToHaveURLAsync(new Regex("tab=preview"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var tree = page.GetByRole(AriaRole.Tree, new() { Name = "Folders and where they go" });
        await Expect(tree).ToBeVisibleAsync(Soon);
        await Expect(tree.GetByText("Renamed").First).ToBeVisibleAsync();
        await tree.GetByRole(AriaRole.Treeitem).First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Enter");
        var details = page.GetByRole(AriaRole.Region, new() { Name = "Details" });
        await Expect(details.GetByRole(AriaRole.Heading, new() { Name = "INBOX" })).ToBeVisibleAsync();
        await Expect(details).ToContainTextAsync("Inbox");
        await _pages[0].CheckAsync("mailbox-preview-chosen", ColorScheme.Light, 1280);

        await LookAsync("mailbox-preview", $"{home}?tab=preview", async other =>
        {
            await other.GetByRole(AriaRole.Button, new() { Name = "Preview", Exact = true }).ClickAsync();
            await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "What changes" })).ToBeVisibleAsync(Soon);
        });
        Assert.Empty((await world.Client.ListPassesAsync(world.Project.Id, cancellationToken: Cancel)).Items);
        Assert.All(await world.Servers.ReadNewAsync(SampleCompany.People[0]), folder => Assert.Empty(folder.Items));
    }

    private async Task DuringAsync(string home, MailboxInfo mailbox)
    {
        var page = _pages[0].Page;
        await _pages[0].GoAsync(home);
        await StartAsync(_pages[0]);
        await Expect(page.GetByText("Migrating (Full)")).ToBeVisibleAsync(Soon);
        await LookAsync("mailbox-running", home, async other =>
        {
            await Expect(other.GetByRole(AriaRole.Progressbar, new() { Name = "Full Migration" })).ToBeVisibleAsync();
            await Expect(other.GetByText(new Regex(@"^highest [\d.,]*[1-9][\d.,]* items a minute$"))).ToBeVisibleAsync(Soon);
            await Expect(other.GetByText(new Regex(@"Copying – .* of \d"))).ToBeVisibleAsync(Soon);
        });

        // By keyboard alone: to the button, through the question, and back.
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var question = page.GetByRole(AriaRole.Dialog, new() { Name = "Stop 1 mailbox?" });
        await Expect(question).ToBeVisibleAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Stopped (Full)")).ToBeVisibleAsync(Soon);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = mailbox.SourceAddress })).ToBeVisibleAsync();
    }

    private async Task AfterAsync(string home, MailboxInfo mailbox)
    {
        var page = _pages[0].Page;
        await StartAsync(_pages[0]);
        await Expect(page.GetByText("Completed with errors (Full)")).ToBeVisibleAsync(Soon);
        await LookAsync("mailbox-passes", home, other => Expect(other.GetByRole(AriaRole.Rowheader, new() { Name = "Full Migration" })).ToHaveCountAsync(2));
        await LookAsync("mailbox-pass", home, async other =>
        {
            await other.GetByRole(AriaRole.Button, new() { Name = "Full Migration" }).First.ClickAsync();
            var drawer = other.GetByRole(AriaRole.Dialog, new() { Name = "Full Migration" });
            await Expect(drawer.GetByRole(AriaRole.Link, new() { Name = "Show its errors" })).ToBeVisibleAsync();
            await Expect(drawer).ToContainTextAsync("Some items failed, or a comparison found a difference.");
        }, isWhole: false);
        await LookAsync("mailbox-folders", $"{home}?tab=folders", other => Expect(other.GetByRole(AriaRole.Cell, new() { Name = "INBOX", Exact = true })).ToBeVisibleAsync());
        await page.GetByRole(AriaRole.Tab, new() { Name = "Folders" }).ClickAsync();
        await page.GetByLabel("Only what needs a look").CheckAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "INBOX", Exact = true })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Renamed" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("Destination")).ToBeVisibleAsync();
        await _pages[0].CheckAsync("mailbox-folder", ColorScheme.Light, 1280);
        await page.Keyboard.PressAsync("Escape");

        await LookAsync("mailbox-errors", $"{home}?tab=errors", other => Expect(other.GetByRole(AriaRole.Button, new() { Name = "destination/item-too-large" })).ToBeVisibleAsync());
        await LookAsync("mailbox-about", $"{home}?tab=about", other => Expect(other.GetByText("Credentials last used")).ToBeVisibleAsync());
        await page.GetByRole(AriaRole.Tab, new() { Name = "Errors" }).ClickAsync();
        var reason = page.GetByRole(AriaRole.Button, new() { Name = "destination/item-too-large" });
        await reason.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(reason).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Large ?, item ") })).ToHaveCountAsync(1);
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export as CSV" }).ClickAsync());
        Assert.Contains("Large,1,failed,destination/item-too-large", await File.ReadAllTextAsync(await file.PathAsync(), Cancel), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Large ?, item ") }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Large" }).GetByText("What to do")).ToBeVisibleAsync();
        await _pages[0].CheckAsync("mailbox-error", ColorScheme.Light, 1280);
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(mailbox.SourceAddress, await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync());
    }

    private async Task RetryAsync(ServedWorld world, string home)
    {
        _takesLargeMail = true;
        await world.Servers.RestartExchangeAsync();
        await world.PointToExchangeAsync();
        var page = _pages[0].Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry Errors", Exact = true }).PressAsync("Enter");
        await Expect(page.GetByText("Retry Errors was submitted.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Completed (Retry)")).ToBeVisibleAsync(Soon);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retry Errors", Exact = true })).ToHaveCountAsync(0);
        await Expect(page.GetByText("Nothing went wrong")).ToBeVisibleAsync();
        await _pages[0].GoAsync(home);
        await Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(3);

        // What failed before is still told, from its pass.
        await page.GetByRole(AriaRole.Button, new() { Name = "Full Migration" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Full Migration" }).GetByRole(AriaRole.Link, new() { Name = "Show its errors" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "destination/item-too-large" })).ToBeVisibleAsync();
        await page.GetByLabel("Pass", new() { Exact = true }).SelectOptionAsync("Last pass");
        await Expect(page.GetByText("Nothing went wrong")).ToBeVisibleAsync();
        await world.AssertAllMovedAsync();
    }

    private async Task WrongPasswordAsync(ServedWorld world, string home, MailboxInfo mailbox)
    {
        var draft = new MailboxDraft { SourceAddress = mailbox.SourceAddress, DestinationAddress = mailbox.DestinationAddress, SourceSecret = "not this one" };
        await world.Client.ChangeMailboxAsync(mailbox.Id, draft, Cancel);
        await LookAsync("mailbox-preview-refused", $"{home}?tab=preview", async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Preview", Exact = true }).ClickAsync();
            await Expect(page.GetByText("What to do:")).ToBeVisibleAsync(Soon);
            await Expect(page.GetByText(new Regex("^source/"))).ToBeVisibleAsync();
        });
    }

    private static async Task StartAsync(WatchedPage watched)
    {
        await watched.ChooseAsync("Start", "Full Migration");
        await watched.Page.GetByRole(AriaRole.Dialog, new() { Name = "Full Migration" }).GetByRole(AriaRole.Button, new() { Name = "Start Migration" }).ClickAsync();
        await Expect(watched.Page.GetByText("Full Migration was submitted for 1 mailbox.")).ToBeVisibleAsync();
    }

    private async Task LookAsync(string state, string path, Func<IPage, Task> arrive, bool isWhole = true)
    {
        foreach (var ((scheme, width), watched) in Looks.Zip(_pages))
        {
            await watched.GoAsync(path);
            await arrive(watched.Page);
            await watched.CheckAsync(state, scheme, width);
            await watched.PictureAsync($"{state}-{scheme.ToString().ToLowerInvariant()}-{width}", isWhole);
        }
    }

    private static ProjectDraft Uncapped(ProjectInfo project) => new()
    {
        CustomerId = project.CustomerId, Name = project.Name, SourceId = project.SourceId, DestinationId = project.DestinationId, Region = project.Region, MostMegabits = null,
    };

    private ExchangeServerOptions Configure(ExchangeServerOptions options, string folder) => options with
    {
        DataFolder = Path.Combine(folder, "exchange"),
        Limits = _takesLargeMail ? options.Limits : options.Limits with { MaxMessageBytes = 2_500_000 },
    };
}
