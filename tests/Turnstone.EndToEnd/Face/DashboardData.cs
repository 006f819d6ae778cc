using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Orders;
using Turnstone.Client.Projects;
using Turnstone.Engine.Planning;
using Turnstone.Storage.Passes;
using Xunit;

namespace Turnstone.EndToEnd.Face;

/// <summary>Something of everything that the first page shows.</summary>
internal static class DashboardData
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A project with a pass under way, two that failed, one with errors, and days behind it; and an order that waits.</summary>
    public static async Task<(Guid Project, IReadOnlyList<Guid> Mailboxes)> FillAsync(FaceServer server, string name, string domain)
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
