using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnstone.EndToEnd.Migration;
using Turnstone.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>
/// What a newcomer sees: <c>turnstone demo --keep</c> prints a link, which signs in and shows the demo's project; the rest of its mail is moved from
/// there. The README's pictures are taken here, and written there with TURNSTONE_SNAPSHOTS=write.
/// </summary>
[Collection(FaceCollection.Name)]
public sealed partial class DemoPageTests(Chromium chromium) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-demo-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_SignsIn_AndTheRestOfTheMailMovesWithTheDemosProjectInSight()
    {
        Assert.SkipWhen(chromium.Missing is not null, chromium.Missing ?? "");
        await using var demo = TurnstoneProgram.Start(["demo", "--keep", "--report", Path.Combine(_folder.FullName, "report.json")], _folder.FullName, inOwnGroup: true);
        await demo.WaitForLineAsync("Both authorities", Limit, Cancel);
        var link = Link().Match(demo.Output);
        Assert.True(link.Success, demo.Output);
        await using var context = await chromium.NewContextAsync(link.Groups[1].Value, ColorScheme.Light);
        var watched = await WatchedPage.OpenAsync(context, link.Groups[1].Value);
        var page = watched.Page;

        await page.GotoAsync(link.Value);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Everybody to Exchange", Level = 1 })).ToBeVisibleAsync();
        await watched.IsInteractiveAsync();
        await Expect(page.GetByText("Completed (Pre-Stage)")).ToHaveCountAsync(6);
        await page.GetByLabel("Select all").CheckAsync();
        await watched.ChooseAsync("Start", "Full Migration");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start Migration" }).ClickAsync();
        await Expect(page.GetByText("Completed (Full)")).ToHaveCountAsync(6, new() { Timeout = 240_000 });
        await page.GetByLabel("Select all").UncheckAsync();
        await Expect(page.GetByText("Full Migration was submitted")).ToBeHiddenAsync();
        await KeepAsync(watched, "project");

        await page.GetByRole(AriaRole.Link, new() { Name = "oliver.brown@old.example" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "oliver.brown@old.example", Level = 1 })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Folders" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table).GetByText("Sent Items").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await KeepAsync(watched, "mailbox");
        watched.AssertSound();

        await using (var interrupt = RunningProcess.Start("kill", ["-INT", "--", $"{demo.Id}"]))
        {
            Assert.Equal(0, await interrupt.WaitForExitAsync(Limit, Cancel));
        }

        var end = await TurnstoneProgram.EndAsync(demo, Cancel);
        Assert.True(end.Status == 0, end.Output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task KeepAsync(WatchedPage watched, string name)
    {
        await watched.PictureAsync("readme-" + name);
        if (Environment.GetEnvironmentVariable("TURNSTONE_SNAPSHOTS") == "write")
        {
            var pictures = Directory.CreateDirectory(Path.Combine(Screenshots.Artifacts, "..", "docs", "pictures"));
            File.Copy(Path.Combine(Screenshots.Folder, $"readme-{name}.png"), Path.Combine(pictures.FullName, name + ".png"), overwrite: true);
        }
    }

    [GeneratedRegex(@"(http://127\.0\.0\.1:\d+/)open\?code=\S+")]
    private static partial Regex Link();
}
