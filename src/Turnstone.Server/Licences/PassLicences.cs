using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Passes;
using Turnstone.Server.Passes;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Licences;

/// <summary>Which licences passes run on that are about to be submitted.</summary>
internal sealed class PassLicences(ServerSettings settings, TimeProvider time)
{
    /// <summary>
    /// What the mailboxes of a project have. To be called in the transaction that saves the passes, before the mailboxes are read: it finds out
    /// whose they are, and nobody takes a licence back until the transaction is over.
    /// </summary>
    public async Task<LicencesAtHand> FindAsync(PlaneContext rows, Project project, PassKind kind, CancellationToken cancellationToken)
    {
        if (settings.Licensing is null || !SubmissionRules.Counts((Engine.Planning.PassKind)kind))
        {
            return LicencesAtHand.NotNeeded;
        }

        var now = time.GetUtcNow();
        await LicenceClaim.TakeAsync(rows, project.CustomerId, cancellationToken);
        await FindOwnersAsync(rows, project, now, cancellationToken);
        var people = await rows.CustomerUsers.AsNoTracking().Where(row => row.CustomerId == project.CustomerId)
            .Select(row => new { row.Id, row.Address, row.AddressSearch }).ToListAsync(cancellationToken);
        var licences = await rows.Licences.AsNoTracking()
            .Where(row => row.Ended == null && rows.CustomerUsers.Any(user => user.Id == row.CustomerUserId && user.CustomerId == project.CustomerId))
            .ToDictionaryAsync(row => row.CustomerUserId!.Value, cancellationToken);
        return new LicencesAtHand(now, licences, people.ToDictionary(row => row.Id, row => row.Address), people.Select(row => row.AddressSearch).ToHashSet());
    }

    /// <summary>
    /// Gives mailboxes that are nobody's yet to the person who has their address on either side and a licence that is good. Of several who share
    /// an address the one with a licence is meant; who has none is left until it is known.
    /// </summary>
    private static Task<int> FindOwnersAsync(PlaneContext rows, Project project, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var good = LicenceRows.Good(rows, now);
        var licensed = rows.CustomerUsers.Where(user => user.CustomerId == project.CustomerId && good.Any(licence => licence.CustomerUserId == user.Id));
        return rows.Mailboxes
            .Where(row => row.ProjectId == project.Id && row.CustomerUserId == null)
            .Where(row => licensed.Any(user => user.AddressSearch == row.DestinationSearch || user.AddressSearch == row.SourceSearch))
            .ExecuteUpdateAsync(
                change => change.SetProperty(
                    row => row.CustomerUserId,
                    row => licensed.Where(user => user.AddressSearch == row.DestinationSearch || user.AddressSearch == row.SourceSearch)
                        .OrderBy(user => user.Id).Select(user => (Guid?)user.Id).First()),
                cancellationToken);
    }
}
