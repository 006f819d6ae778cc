using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Turnstone.Storage.Passes;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Turnstone.EndToEnd.Face;

/// <summary>The first page: what it shows of passes as they go on and of what needs somebody, and how it leads on.</summary>
[Collection(FaceCollection.Name)]
public sealed class DashboardPageTests(Chromium chromium, FaceServer server) : IClassFixture<FaceServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passes_AreShownAsTheyGoOn_AndWhatIsWrongLeadsToItsNextStep()
    {
        var (project, mailboxes) = await DashboardData.FillAsync(server, "Contoso to Exchange", "contoso.example");
        await using var watched = await WatchedPage.SignedInAsync(chromium, server);
        var page = watched.Page;
        await watched.GoAsync("");
        var active = page.GetByRole(AriaRole.Region, new() { Name = "Active migrations" });
        var attention = page.GetByRole(AriaRole.Region, new() { Name = "Needs attention" });

        await Expect(active).ToContainTextAsync("120 of 400 items");
        await Expect(attention.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("The source server lets nobody in for 2 mailboxes");
        await Expect(attention).ToContainTextAsync("1 mailbox completed with errors");
        await Expect(attention).ToContainTextAsync("awaits its payment");

        // Another process goes on with it, and brings it to its end; nobody touches the page.
        await ChangeAsync(mailboxes[0], pass => pass.ItemsDone = 345);
        await Expect(active).ToContainTextAsync("345 of 400 items");
        await ChangeAsync(mailboxes[0], pass => (pass.State, pass.IsOver, pass.Finished, pass.Copied, pass.BytesCopied) = (PassState.Completed, true, TimeProvider.System.GetUtcNow(), 400, 40_000_000));
        await Expect(active).ToContainTextAsync("None is under way");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Items copied" })).ToHaveAccessibleNameAsync(new Regex("400 items"));

        await attention.GetByRole(AriaRole.Link, new() { Name = "Open the project: The source server" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"/projects/{project}$"));
        watched.AssertSound();
    }

    private async Task ChangeAsync(Guid mailbox, Action<MailboxPass> change)
    {
        await using var rows = await server.RowsAsync();
        change(await rows.Passes.SingleAsync(pass => pass.MailboxId == mailbox && !pass.IsOver, Cancel));
        await rows.SaveChangesAsync(Cancel);
    }
}
