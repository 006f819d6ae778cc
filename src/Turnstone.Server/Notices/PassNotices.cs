using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Mail;
using Turnstone.Storage.Notices;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Notices;

/// <summary>Notes ends of passes that somebody wants to hear of, among the rows that say so.</summary>
internal sealed class PassNotices(Outbox outbox, TimeProvider time)
{
    /// <summary>To be called in the transaction that ends the pass. One that was stopped is told to nobody: whoever stopped it knows.</summary>
    public async Task NoteAsync(PlaneContext rows, Guid passId, CancellationToken cancellationToken)
    {
        if (!outbox.IsOpen)
        {
            return;
        }

        var pass = await rows.Passes.AsNoTracking().Where(row => row.Id == passId).Select(row => new { row.ProjectId, row.State }).SingleAsync(cancellationToken);
        bool? isSuccess = pass.State switch
        {
            PassState.Completed => true,
            PassState.CompletedWithErrors or PassState.Failed => false,
            _ => null,
        };
        if (isSuccess is { } succeeded && await IsWantedAsync(rows, pass.ProjectId, succeeded, cancellationToken))
        {
            rows.Add(new PassNotice { PassId = passId, ProjectId = pass.ProjectId, IsSuccess = succeeded, Created = time.GetUtcNow() });
            await rows.SaveChangesAsync(cancellationToken);
        }
    }

    private static Task<bool> IsWantedAsync(PlaneContext rows, Guid project, bool isSuccess, CancellationToken cancellationToken) =>
        rows.Projects.AnyAsync(row => row.Id == project && (isSuccess ? row.SuccessAddresses : row.FailureAddresses) != "", cancellationToken);
}
