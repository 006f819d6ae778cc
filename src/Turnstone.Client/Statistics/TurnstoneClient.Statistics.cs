using Turnstone.Client.Statistics;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>What all passes over a project's mailboxes came to, by source address.</summary>
    public Task<IReadOnlyList<MailboxStatistics>> GetStatisticsAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<MailboxStatistics>>(HttpMethod.Get, $"projects/{project}/statistics", null, cancellationToken);

    /// <summary>Writes the same as a file for spreadsheets, with the columns that scripts know.</summary>
    public Task WriteStatisticsAsync(Guid project, Stream output, CancellationToken cancellationToken = default) =>
        CopyAsync($"projects/{project}/statistics.csv", output, cancellationToken);

    /// <summary>Mails a project's statistics, as they are now, to whoever asks: a summary, and the file with a line for each mailbox.</summary>
    public Task<StatisticsMailInfo> MailStatisticsAsync(Guid project, CancellationToken cancellationToken = default) =>
        OnceAsync<StatisticsMailInfo>($"projects/{project}/statistics/mail", null, cancellationToken);
}
