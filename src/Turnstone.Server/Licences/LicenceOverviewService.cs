using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Licences;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;

namespace Turnstone.Server.Licences;

/// <summary>How a workgroup stands with licences.</summary>
internal sealed class LicenceOverviewService(Workspace workspace, SeenProjects seen, ServerSettings settings, TimeProvider time)
{
    /// <summary>All of it.</summary>
    public async Task<LicenceOverview> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var rows = workspace.Open();
        var good = LicenceRows.Good(rows, now);
        var packs = await rows.LicencePacks.OrderBy(row => row.Expires).ThenBy(row => row.Id)
            .Select(row => new LicencePackInfo
            {
                Id = row.Id,
                Label = row.Label,
                OrderId = row.OrderId,
                Purchased = row.Purchased,
                Granted = row.Granted,
                Applied = row.Applied,
                Used = rows.Licences.Count(licence => licence.PackId == row.Id && licence.Used != null),
                Revoked = row.Revoked,
                Available = row.Expires > now ? row.Purchased + row.Granted - row.Applied - row.Revoked : 0,
                Created = row.Created,
                Expires = row.Expires,
                IsExpired = row.Expires <= now,
            })
            .ToListAsync(cancellationToken);
        return new LicenceOverview
        {
            IsMetered = settings.Licensing is not null,
            Available = packs.Sum(pack => pack.Available),
            Applied = await good.CountAsync(row => row.Used == null, cancellationToken),
            Reserved = await LicenceRows.Reserved(rows, good).CountAsync(cancellationToken),
            Used = await good.CountAsync(row => row.Used != null, cancellationToken),
            Expired = packs.Where(pack => pack.IsExpired).Sum(pack => pack.Purchased + pack.Granted - pack.Revoked - pack.Used),
            Packs = packs,
        };
    }

    /// <summary>What passes over a project's mailboxes would take.</summary>
    /// <exception cref="Refusal">There is no such project.</exception>
    public async Task<LicenceNeedInfo> NeedAsync(Guid project, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var rows = workspace.Open();
        var within = await seen.Projects(rows).SingleOrDefaultAsync(row => row.Id == project, cancellationToken) ?? throw Refusal.NotFound("project");
        var isMetered = settings.Licensing is not null;
        var good = LicenceRows.Good(rows, now);
        var mailboxes = rows.Mailboxes.Where(row => row.ProjectId == project);
        var total = await mailboxes.CountAsync(cancellationToken);

        // As a submission finds them: by whom they are known to be of, else by their addresses.
        var licensed = mailboxes.Select(row => good
            .Where(licence => row.CustomerUserId != null
                ? licence.CustomerUserId == row.CustomerUserId
                : rows.CustomerUsers.Any(user => user.Id == licence.CustomerUserId && user.CustomerId == within.CustomerId
                    && (user.AddressSearch == row.SourceSearch || user.AddressSearch == row.DestinationSearch)))
            .OrderBy(licence => licence.CustomerUserId).Select(licence => licence.Used == null ? 1 : 2).FirstOrDefault());
        var wouldUse = isMetered ? await licensed.CountAsync(state => state == 1, cancellationToken) : 0;
        var used = isMetered ? await licensed.CountAsync(state => state == 2, cancellationToken) : 0;
        return new LicenceNeedInfo { IsMetered = isMetered, Mailboxes = total, Used = used, WouldUse = wouldUse, Without = isMetered ? total - used - wouldUse : 0 };
    }
}
