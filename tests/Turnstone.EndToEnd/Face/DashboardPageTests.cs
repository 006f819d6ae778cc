using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Orders;
using Turnstone.Client.Projects;
using Turnstone.Engine.Planning;
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
        var (project, mailboxes) = await FillAsync("Contoso to Exchange", "contoso.example");
        await using var context = await chromium.NewContextAsync(server.Address, ColorScheme.Light);
        var watched = await WatchedPage.SignedInAsync(context, server);
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
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Items copied" })).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("400 items"));

        await attention.GetByRole(AriaRole.Link, new() { Name = "Open the project: The source server" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/projects/{project}$"));
        watched.AssertSound();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Dashboard_IsCleanAndFits(ColorScheme scheme, int width)
    {
        await FillAsync($"Tailspin Toys {scheme} {width}", $"tailspin-{scheme}-{width}.example");
        await using var context = await chromium.NewContextAsync(server.Address, scheme, width, width < 500 ? 844 : 860);
        var watched = await WatchedPage.SignedInAsync(context, server);
        await watched.GoAsync("");
        await Expect(watched.Page.GetByRole(AriaRole.Region, new() { Name = "Needs attention" })).ToBeVisibleAsync();
        await watched.PictureAsync($"home-whole-{scheme.ToString().ToLowerInvariant()}-{width}", isWhole: true);
        await watched.CheckAsync("home", scheme, width);
        watched.AssertSound();
    }

    private async Task ChangeAsync(Guid mailbox, Action<MailboxPass> change)
    {
        await using var rows = await server.RowsAsync();
        change(await rows.Passes.SingleAsync(pass => pass.MailboxId == mailbox && !pass.IsOver, Cancel));
        await rows.SaveChangesAsync(Cancel);
    }

    /// <summary>A project with a pass under way, two that failed, one with errors, and days behind it; and an order that waits.</summary>
    private async Task<(Guid Project, IReadOnlyList<Guid> Mailboxes)> FillAsync(string name, string domain)
    {
        var customer = await server.AddCustomerAsync(name.Split(' ')[0], domain.ToLowerInvariant());
        using var client = await server.ClientAsync();
        var source = await client.AddEndpointAsync(new EndpointDraft { CustomerId = customer, Name = "Old server", Kind = EndpointType.Imap, Address = "imaps://imap.old.example" }, Cancel);
        var project = await client.AddProjectAsync(new ProjectDraft { CustomerId = customer, Name = name, SourceId = source.Id, Region = "here" }, Cancel);
        var mailboxes = new List<Guid>();
        foreach (var person in new[] { "anna", "bo", "cleo", "dora", "emil", "a-person-whose-name-is-longer-than-any-box-for-it" })
        {
            mailboxes.Add((await client.AddMailboxAsync(project.Id, new MailboxDraft { SourceAddress = $"{person}@old.example", DestinationAddress = $"{person}@{domain}" }, Cancel)).Id);
        }

        await using var rows = await server.RowsAsync();
        var now = TimeProvider.System.GetUtcNow();
        rows.AddRange(
            Pass(0, PassState.Migrating, now.AddMinutes(-5), pass => (pass.ItemsTotal, pass.ItemsDone, pass.ItemsPerSecond) = (400, 120, 38)),
            Pass(1, PassState.Failed, now.AddHours(-1), pass => (pass.FailureCode, pass.FailureMessage, pass.FailureRemedy) = ("source/sign-in", "The server refused the login.", "Check the password, or ask the user for it.")),
            Pass(2, PassState.Failed, now.AddHours(-1), pass => (pass.FailureCode, pass.FailureMessage, pass.FailureRemedy) = ("source/sign-in", "The server refused the login.", "Check the password, or ask the user for it.")),
            Pass(3, PassState.CompletedWithErrors, now.AddDays(-1), pass => (pass.Copied, pass.BytesCopied, pass.Errors) = (3000, 300_000_000, 3)),
            Pass(4, PassState.Queued, now.AddMinutes(-5), _ => { }));
        for (var day = 1; day < 12; day++)
        {
            var share = day % 5;
            rows.Add(Pass(5, share == 3 ? PassState.Failed : PassState.Completed, now.AddDays(-day), pass => (pass.Copied, pass.BytesCopied) = (share * 900, share * 90_000_000)));
        }

        await rows.SaveChangesAsync(Cancel);
        var billing = new BillingAddress { Name = "Northwind Moves", Street = "1 Main Street", PostalCode = "50667", City = "Cologne", Country = "Germany" };
        var order = await client.AddOrderAsync(new OrderDraft { Quantity = 100, Billing = billing }, Cancel);
        await client.PlaceOrderAsync(order.Id, new PlaceDraft { Method = PaymentMethod.Wire }, Cancel);
        return (project.Id, mailboxes);

        MailboxPass Pass(int mailbox, PassState state, DateTimeOffset at, Action<MailboxPass> fill)
        {
            var isOver = state >= PassState.Stopped;
            var pass = new MailboxPass
            {
                MailboxId = mailboxes[mailbox], ProjectId = project.Id, Mailbox = mailbox == 5 ? "a-person-whose-name-is-longer-than-any-box-for-it@old.example" : $"{"abcde"[mailbox]}@old.example", Kind = PassKind.Full,
                SubmittedBy = Guid.Empty, Submitted = at, Due = at, Started = state == PassState.Queued ? null : at, State = state, IsOver = isOver, Finished = isOver ? at.AddMinutes(1) : null,
            };
            fill(pass);
            return pass;
        }
    }
}
