using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Projects;
using Turnstone.Server.Endpoints;
using Turnstone.Server.Security;
using Turnstone.Engine.Mailboxes;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Projects;

/// <summary>A project's two endpoints: that they fit, and whether they work.</summary>
internal sealed class ProjectEndpoints(EndpointCheck check)
{
    /// <summary>Gives a project the endpoints a draft names.</summary>
    /// <exception cref="Refusals.Refusal">One is not there, another customer's, or of the wrong kind.</exception>
    public static async Task ChooseAsync(PlaneContext rows, Project row, ProjectDraft draft, CancellationToken cancellationToken)
    {
        await RequireAsync(rows, row, draft.SourceId, EndpointKind.Imap, "sourceId", cancellationToken);
        await RequireAsync(rows, row, draft.DestinationId, EndpointKind.Exchange, "destinationId", cancellationToken);
        (row.SourceId, row.DestinationId) = (draft.SourceId, draft.DestinationId);
    }

    /// <summary>Tries both at the same time. Accounts are signed in; nothing is written.</summary>
    public async Task<ProjectCheckInfo> CheckAsync(PlaneContext rows, Project project, CancellationToken cancellationToken)
    {
        var source = await rows.Endpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == project.SourceId, cancellationToken);
        var destination = await rows.Endpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == project.DestinationId, cancellationToken);
        var mailbox = await rows.Mailboxes.AsNoTracking().Where(row => row.ProjectId == project.Id).OrderBy(row => row.SourceSearch).FirstOrDefaultAsync(cancellationToken);
        var atSource = source is null ? null : check.RunBrieflyAsync(source, AccountAt(source, mailbox?.SourceAddress, mailbox?.SourceLogin), cancellationToken);
        var atDestination = destination is null
            ? null
            : check.RunBrieflyAsync(destination, AccountAt(destination, mailbox?.DestinationAddress, mailbox?.DestinationLogin), cancellationToken);
        await Task.WhenAll(new Task?[] { atSource, atDestination }.OfType<Task>());
        var (found, there) = (atSource is null ? null : await atSource, atDestination is null ? null : await atDestination);
        return new ProjectCheckInfo
        {
            Source = found,
            Destination = there,
            AtFault = found is not { IsFine: true } ? ProjectSide.Source : there is not { IsFine: true } ? ProjectSide.Destination : null,
            Error = found is not { IsFine: true } ? found?.Fault ?? "No source endpoint is chosen: choose one, or add one."
                : there is not { IsFine: true } ? there?.Fault ?? "No destination endpoint is chosen: choose one, or add one." : "",
        };
    }

    private static async Task RequireAsync(PlaneContext rows, Project row, Guid? id, EndpointKind kind, string field, CancellationToken cancellationToken)
    {
        if (id is not { } wanted)
        {
            return;
        }

        var endpoint = await rows.Endpoints.AsNoTracking().SingleOrDefaultAsync(other => other.Id == wanted, cancellationToken);
        var trouble = endpoint is null ? "There is no such endpoint here."
            : endpoint.CustomerId != row.CustomerId ? "The endpoint belongs to another customer: choose one of this project's customer."
            : endpoint.Kind != kind ? $"This side takes an endpoint of the kind {(kind == EndpointKind.Imap ? "imap" : "exchange")}." : null;
        if (trouble is not null)
        {
            throw ProjectFilling.Wrong(field, trouble);
        }
    }

    // Only where an account of the endpoint opens it: a person's own wrong password is no fault of the endpoint.
    private static MailboxAccount? AccountAt(Endpoint endpoint, string? address, string? login) =>
        EndpointOpening.HasAccount(endpoint) && SmtpAddress.TryParse(address, out var known) ? new MailboxAccount(known, login) : null;
}
