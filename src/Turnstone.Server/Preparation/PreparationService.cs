using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Preparation;
using Turnstone.Preparation.Exchange;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Projects;
using StoredAccess = Turnstone.Storage.Endpoints.MailboxAccess;

namespace Turnstone.Server.Preparation;

/// <summary>Writes what prepares the Exchange organisation of a project that the caller sees. Nothing is kept of it, and no server is asked.</summary>
internal sealed class PreparationService(Workspace workspace, SeenProjects seen)
{
    // As large as the limits of Exchange Online go.
    private const long UsualSize = 150L << 20;

    /// <summary>Answers to begin with, as far as the project tells: its destination's account and right.</summary>
    /// <exception cref="Refusal">There is no such project.</exception>
    public async Task<PreparationAnswers> SuggestAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var (account, access) = await DestinationAsync(rows, await FindAsync(rows, project, cancellationToken), cancellationToken);
        return new PreparationAnswers { Account = account, Access = access, MessageSize = UsualSize };
    }

    /// <summary>The scripts of some answers, and what they do.</summary>
    /// <exception cref="Refusal">There is no such project, or answers are at fault; each field is told.</exception>
    public async Task<PreparationInfo> MakeAsync(Guid project, PreparationAnswers answers, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = await FindAsync(rows, project, cancellationToken);
        var (account, access) = await DestinationAsync(rows, found, cancellationToken);
        answers = answers with { Account = answers.Account ?? account, Access = answers.Access ?? access };
        var mailboxes = answers.Mailboxes == PreparedMailboxes.All ? null
            : await rows.Mailboxes.Where(row => row.ProjectId == found.Id).OrderBy(row => row.DestinationSearch).ThenBy(row => row.Id).Select(row => row.DestinationAddress).ToListAsync(cancellationToken);
        var read = PreparationReading.Read(answers, mailboxes);
        var scripts = ExchangeScripts.Make(read);
        return new PreparationInfo
        {
            Steps = [.. ExchangePlan.Of(read).Select(step => new PreparationStepInfo(step.What, step.Why))],
            Forward = new PreparationScriptInfo(PreparationScripts.ForwardName, scripts.Forward),
            Undo = new PreparationScriptInfo(PreparationScripts.UndoName, scripts.Undo),
        };
    }

    private async Task<Project> FindAsync(Storage.Plane.PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await seen.Projects(rows).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("project");

    private static async Task<(string? Account, PreparationAccess Access)> DestinationAsync(Storage.Plane.PlaneContext rows, Project project, CancellationToken cancellationToken)
    {
        var endpoint = await rows.Endpoints.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == project.DestinationId && row.Kind == Storage.Endpoints.EndpointKind.Exchange, cancellationToken);

        // DOMAIN\name signs in as well, and is not what Exchange's cmdlets find a mailbox by.
        return (endpoint?.Login is { } login && login.Contains('@', StringComparison.Ordinal) ? login : null, endpoint?.Access switch
        {
            StoredAccess.Owner => PreparationAccess.None,
            StoredAccess.Impersonate => PreparationAccess.Impersonation,
            StoredAccess.Delegate or null => PreparationAccess.FullAccess,
            var other => throw new InvalidOperationException($"There is no access {other}."),
        });
    }
}
