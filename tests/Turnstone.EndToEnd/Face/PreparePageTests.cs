using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Preparation;
using Turnstone.Client.Projects;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>A project's page that writes the scripts for Exchange.</summary>
[Collection(FaceCollection.Name)]
public sealed class PreparePageTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_BecomeScripts_AndWhatIsSavedIsWhatIsShown()
    {
        var project = await ProjectAsync("Prepared", "prepared.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project}/runbook");
        await page.GetByRole(AriaRole.Link, new() { Name = "Scripts for Exchange: Prepare the new server" }).ClickAsync();
        await watched.IsInteractiveAsync();
        await Expect(page.GetByText("Nothing is written yet")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Service account")).ToHaveValueAsync("mover@prepared.example");
        await Expect(page.GetByLabel("Largest message in MB")).ToHaveValueAsync("150");

        await page.GetByLabel("Opens mailboxes by").SelectOptionAsync("Impersonation");
        await page.GetByLabel("Those of a filter alone").FillAsync("Department -eq 'Sales'");
        await page.GetByLabel("Largest message in MB").FillAsync("5000");
        await page.GetByLabel("Exchange Web Services on").UncheckAsync();
        await WriteAsync(page);
        await Expect(page.GetByLabel("Largest message in MB")).ToHaveAccessibleDescriptionAsync(new Regex("1 MB to 2047 MB"));
        await page.GetByLabel("Largest message in MB").FillAsync("35.5");
        await WriteAsync(page);
        await Expect(page.GetByText("for whom the filter Department -eq 'Sales' finds")).ToBeVisibleAsync();
        await Expect(page.GetByText("turnstone prepare iis --message-size 36352KiB --dry-run")).ToBeVisibleAsync();

        using var client = await server.ClientAsync();
        var answers = new PreparationAnswers { Access = PreparationAccess.Impersonation, Filter = "Department -eq 'Sales'", Ews = false, MessageSize = 37_224_448 };
        var made = await client.PrepareExchangeAsync(project, answers, Cancel);
        foreach (var (kind, script) in new[] { (PreparationScript.Forward, made.Forward), (PreparationScript.Undo, made.Undo) })
        {
            await page.Locator("summary", new() { HasText = script.Name }).PressAsync("Enter");
            var shown = page.GetByRole(AriaRole.Region, new() { Name = script.Name });
            await shown.FocusAsync();
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = $"Save {script.Name}" }).ClickAsync());
            using var reader = new StreamReader(await download.CreateReadStreamAsync());
            var saved = await reader.ReadToEndAsync(Cancel);
            using var written = new MemoryStream();
            await client.WritePreparationAsync(project, kind, answers, written, Cancel);

            Assert.Equal(script.Name, download.SuggestedFilename);
            Assert.Equal(script.Text, saved);
            Assert.Equal(saved, Encoding.ASCII.GetString(written.ToArray()));
            Assert.Equal(Lines(saved), Lines(await shown.TextContentAsync() ?? ""));
        }

        await page.ReloadAsync();
        await watched.IsInteractiveAsync();
        await Expect(page.GetByLabel("Those of a filter alone")).ToHaveValueAsync("Department -eq 'Sales'");
        await Expect(page.GetByLabel("Exchange Web Services on")).Not.ToBeCheckedAsync();
        await Expect(page.GetByText("for whom the filter Department -eq 'Sales' finds")).ToBeVisibleAsync();
        watched.AssertSound();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EveryState_IsCleanAndFits(ColorScheme scheme, int width)
    {
        var project = await ProjectAsync($"Look {scheme} {width}", $"prepare-{scheme}-{width}.example".ToLowerInvariant());
        await using var watched = await WatchedPage.SignedInAsync(chromium, server, scheme, width);
        var page = watched.Page;
        await watched.GoAsync($"projects/{project}/prepare");
        await page.GetByLabel("Service account").FillAsync("mover");
        await WriteAsync(page);
        await Expect(page.GetByLabel("Service account")).ToHaveAttributeAsync("aria-invalid", "true");
        await watched.CheckAsync("prepare-refused", scheme, width);

        await page.GetByLabel("Service account").FillAsync("mover@new.example");
        await WriteAsync(page);
        await Expect(page.GetByText("turnstone prepare iis --message-size 150MiB --dry-run")).ToBeVisibleAsync();
        await page.Locator("summary").First.ClickAsync();
        await watched.CheckAsync("prepare-written", scheme, width);
        await watched.PictureAsync($"prepare-whole-{scheme.ToString().ToLowerInvariant()}-{width}", isWhole: true);
        watched.AssertSound();
    }

    private static Task WriteAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Write the scripts" }).ClickAsync();

    // A document has one kind of line end, whatever was sent.
    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private async Task<Guid> ProjectAsync(string name, string domain)
    {
        var customer = await server.AddCustomerAsync($"{name} Ltd", domain);
        using var client = await server.ClientAsync();
        var destination = await client.AddEndpointAsync(
            new EndpointDraft { CustomerId = customer, Name = "New", Kind = EndpointType.Exchange, Address = $"https://mail.{domain}/owa", Login = $"mover@{domain}", Secret = "Winter-2026" }, Cancel);
        var project = await client.AddProjectAsync(new ProjectDraft { CustomerId = customer, Name = name, Region = "here", DestinationId = destination.Id }, Cancel);
        foreach (var person in new[] { "anna", "bert" })
        {
            await client.AddMailboxAsync(project.Id, new MailboxDraft { SourceAddress = $"{person}@old.example", DestinationAddress = $"{person}@{domain}" }, Cancel);
        }

        return project.Id;
    }
}
