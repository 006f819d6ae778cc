using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Mail;
using Turnstone.Server.Security;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.CredentialRequests;

/// <summary>
/// Reminds people a day and three days after they were asked. Their code is kept nowhere, so that a reminder brings another link, and the one before works no
/// longer; whoever has just opened the page is left alone with it.
/// </summary>
internal sealed class CredentialReminders(PlaneDatabase plane, Outbox outbox, CredentialLinks links, TimeProvider time) : IDueMails
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan First = TimeSpan.FromHours(24);
    private static readonly TimeSpan Second = TimeSpan.FromHours(72);
    private static readonly TimeSpan Busy = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    /// <inheritdoc/>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (!outbox.IsOpen)
        {
            return;
        }

        var now = time.GetUtcNow();
        var (first, second, busy) = (now - First, now - Second, now - Busy);
        await using var house = plane.Open(new PlaneScope.House());
        var due = await CredentialRequestRows.Standing(house.CredentialRequests.AsNoTracking(), now)
            .Where(row => (row.Reminders == 0 && row.Asked <= first) || (row.Reminders == 1 && row.Asked <= second))
            .Where(row => row.Opened == null || row.Opened <= busy)
            .OrderBy(row => row.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        foreach (var request in due)
        {
            await using var rows = plane.Open(new PlaneScope.Of(request.WorkgroupId));
            await RemindAsync(rows, request.Id, request.Reminders, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Kept;
        await using var rows = plane.Open(new PlaneScope.House());
        await rows.CredentialRequests.Where(row => row.Expires < before).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task RemindAsync(PlaneContext rows, Guid id, int reminders, CancellationToken cancellationToken)
    {
        var request = await rows.CredentialRequests.SingleOrDefaultAsync(row => row.Id == id && row.Reminders == reminders, cancellationToken);
        if (request is null)
        {
            return;
        }

        var mailbox = await rows.Mailboxes.AsNoTracking().SingleAsync(row => row.Id == request.MailboxId, cancellationToken);
        var project = await rows.Projects.AsNoTracking().SingleAsync(row => row.Id == mailbox.ProjectId, cancellationToken);
        var words = await CredentialMails.ReadAsync(rows, project, request.AskedById, cancellationToken);
        var code = SecretCode.Create();
        (request.Hash, request.Reminders) = (SecretCode.HashOf(code), request.Reminders + 1);
        var content = await words.FillAsync(mailbox, request, links.To(code), isReminder: true);
        foreach (var recipient in request.Recipients.Split('\n'))
        {
            outbox.Add(rows, recipient, MailKinds.CredentialsNeeded, content);
        }

        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Given, withdrawn or reminded of by another process meanwhile.
        }
    }
}
