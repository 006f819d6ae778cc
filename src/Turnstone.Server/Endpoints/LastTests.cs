using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Endpoints;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Endpoints;

/// <summary>What the last tests of endpoints came to, whoever made them and for whatever project: how it went and when is no secret within a workgroup.</summary>
internal static class LastTests
{
    /// <summary>By endpoint; one that was never tested is not in it.</summary>
    public static async Task<Dictionary<Guid, LastTestInfo>> OfAsync(PlaneContext rows, IReadOnlyList<Guid> endpoints, CancellationToken cancellationToken)
    {
        // A few are kept of each.
        var found = await rows.Checks.AsNoTracking().Where(row => row.EndpointId != null && endpoints.Contains(row.EndpointId.Value))
            .Select(row => new { Endpoint = row.EndpointId!.Value, row.Verdict, row.Finished, row.Id }).ToListAsync(cancellationToken);
        return found.GroupBy(row => row.Endpoint).ToDictionary(
            group => group.Key,
            group => group.OrderByDescending(row => row.Finished).ThenByDescending(row => row.Id).Select(row => new LastTestInfo((StepOutcome)row.Verdict, row.Finished)).First());
    }
}
