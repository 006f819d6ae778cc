using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Purging;

/// <summary>When credentials were last used, to the hour: a project of ten thousand mailboxes writes its endpoint once.</summary>
internal static class LastUse
{
    private static readonly TimeSpan NotedAfter = TimeSpan.FromHours(1);

    /// <summary>Notes that a pass signs in with what these hold.</summary>
    public static async Task NoteAsync(PlaneContext rows, Mailbox mailbox, IReadOnlyCollection<Endpoint> endpoints, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (IsOld(mailbox.LastUsed, now))
        {
            await rows.Mailboxes.Where(row => row.Id == mailbox.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.LastUsed, now), cancellationToken);
        }

        foreach (var endpoint in endpoints.Where(endpoint => IsOld(endpoint.LastUsed, now)))
        {
            await rows.Endpoints.Where(row => row.Id == endpoint.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.LastUsed, now), cancellationToken);
        }
    }

    private static bool IsOld(DateTimeOffset? used, DateTimeOffset now) => used is null || now - used > NotedAfter;
}
