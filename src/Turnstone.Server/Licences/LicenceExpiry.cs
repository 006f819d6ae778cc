using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Mail;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Licences;

/// <summary>
/// Tells those who buy licences when unused ones are about to expire, and when they have: each once. That they count no longer needs nobody to do
/// anything, as what is free is asked by the date. Doing it again, or from two processes at once, tells nobody twice.
/// </summary>
internal sealed class LicenceExpiry(PlaneDatabase plane, Outbox outbox, TimeProvider time)
{
    /// <summary>How long before the end people are told.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    /// <summary>Tells what is due now.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var soon = now + Ahead;
        List<LicencePack> packs;
        await using (var rows = plane.Open(new PlaneScope.House()))
        {
            packs = await rows.LicencePacks.AsNoTracking()
                .Where(row => (row.Expires <= now && row.ToldExpired == null) || (row.Expires > now && row.Expires <= soon && row.ToldExpiring == null))
                .ToListAsync(cancellationToken);
        }

        foreach (var pack in packs)
        {
            await TellAsync(pack, now, cancellationToken);
        }
    }

    private async Task TellAsync(LicencePack pack, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.Of(pack.WorkgroupId));
        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var row = rows.LicencePacks.Where(row => row.Id == pack.Id);
        var isExpired = pack.Expires <= now;
        var isFirst = isExpired
            ? await row.Where(row => row.ToldExpired == null).ExecuteUpdateAsync(change => change.SetProperty(row => row.ToldExpired, now), cancellationToken) == 1
            : await row.Where(row => row.ToldExpiring == null).ExecuteUpdateAsync(change => change.SetProperty(row => row.ToldExpiring, now), cancellationToken) == 1;
        if (!isFirst)
        {
            return;
        }

        await MailAsync(rows, pack.Id, isExpired ? MailKinds.LicencesExpired : MailKinds.LicencesExpiring, cancellationToken);
        await rows.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task MailAsync(PlaneContext rows, Guid id, string kind, CancellationToken cancellationToken)
    {
        var pack = await rows.LicencePacks.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var used = await rows.Licences.CountAsync(row => row.PackId == id && row.Used != null, cancellationToken);
        var unused = pack.Purchased + pack.Granted - pack.Revoked - used;
        if (unused == 0 || !outbox.IsOpen)
        {
            return;
        }

        var workgroup = await rows.Workgroups.SingleAsync(row => row.Id == pack.WorkgroupId, cancellationToken);
        var buyers = rows.Memberships.Where(row => row.Role == Role.Manager || row.Role == Role.Administrator);
        var addresses = await rows.Agents.Where(row => buyers.Any(member => member.AgentId == row.Id)).OrderBy(row => row.Id).Select(row => row.Email!).ToListAsync(cancellationToken);
        foreach (var address in addresses)
        {
            await outbox.AddAsync(rows, address, kind, new Dictionary<string, object>
            {
                ["workgroup"] = workgroup.Name,
                ["pack"] = pack.Label,
                ["unused"] = unused,
                ["applied"] = pack.Applied - used,
                ["expires"] = MailText.Of(pack.Expires),
            });
        }
    }
}
