using Turnstone.Client.Statistics;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>What all passes over a project's mailboxes came to, by source address.</summary>
    public Task<IReadOnlyList<MailboxStatistics>> GetStatisticsAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<MailboxStatistics>>(HttpMethod.Get, $"projects/{project}/statistics", null, cancellationToken);
}
