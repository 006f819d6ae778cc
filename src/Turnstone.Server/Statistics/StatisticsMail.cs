using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Statistics;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Mail;
using Turnstone.Server.Notices;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;

namespace Turnstone.Server.Statistics;

/// <summary>Mails a project's statistics to whoever asks: a summary, and the file with a line for each mailbox, as they are at that moment.</summary>
internal sealed class StatisticsMail(Workspace workspace, SeenProjects seen, StatisticsService statistics, Outbox outbox, TimeProvider time)
{
    /// <summary>A larger file is zipped: mail servers refuse large mails, and it shrinks to a tenth.</summary>
    private const int LargestPlain = 1_000_000;

    /// <exception cref="Refusal">There is no such project, or this server sends no mail.</exception>
    public async Task<StatisticsMailInfo> SendAsync(Guid project, CancellationToken cancellationToken)
    {
        var (name, mailboxes) = await statistics.ReadAsync(project, cancellationToken);
        outbox.Require();
        await using var rows = workspace.Open();
        var row = await seen.Projects(rows).SingleOrDefaultAsync(row => row.Id == project, cancellationToken) ?? throw Refusal.NotFound("project");
        var company = await rows.Customers.Where(customer => customer.Id == row.CustomerId).Select(customer => customer.CompanyName).SingleAsync(cancellationToken);
        var recipient = await rows.Agents.Where(agent => agent.Id == workspace.Caller.AgentId).Select(agent => agent.Email!).SingleAsync(cancellationToken);
        var file = await FileOfAsync(name, mailboxes, cancellationToken);
        await outbox.AddAsync(rows, recipient, MailKinds.Statistics, new Dictionary<string, object>(SummaryOf(mailboxes))
        {
            ["project"] = name, ["company"] = company, ["time"] = MailText.Of(time.GetUtcNow()), ["file"] = file.Name,
        }, file);
        rows.Note(row, "statistics mailed");
        await rows.SaveChangesAsync(cancellationToken);
        return new StatisticsMailInfo(recipient, mailboxes.Count);
    }

    private static Dictionary<string, object> SummaryOf(IReadOnlyList<MailboxStatistics> mailboxes) => new()
    {
        ["mailboxes"] = Quantity.Count(mailboxes.Count),
        ["states"] = mailboxes.GroupBy(mailbox => mailbox.LastState).OrderBy(group => group.Key)
            .Select(group => new Dictionary<string, object> { ["name"] = group.Key is { } state ? NoticeValues.NameOf((Storage.Passes.PassState)state) : "Not submitted", ["count"] = Quantity.Count(group.Count()) })
            .ToList(),
        ["items"] = Quantity.Count(mailboxes.Sum(mailbox => mailbox.Items)),
        ["errors"] = Quantity.Count(mailboxes.Sum(mailbox => mailbox.ItemErrors)),
        ["size"] = Quantity.Bytes(mailboxes.Sum(mailbox => mailbox.Bytes)),
        ["hours"] = (mailboxes.Sum(mailbox => mailbox.ActiveMinutes) / 60).ToString("0.0", CultureInfo.InvariantCulture),
    };

    private static async Task<MailAttachment> FileOfAsync(string project, IReadOnlyList<MailboxStatistics> mailboxes, CancellationToken cancellationToken)
    {
        using var plain = new MemoryStream();
        await StatisticsCsv.WriteAsync(project, mailboxes, plain, cancellationToken);
        if (plain.Length <= LargestPlain)
        {
            return new MailAttachment("statistics.csv", "text/csv; charset=utf-8", plain.ToArray());
        }

        using var zipped = new MemoryStream();
        await using (var archive = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        await using (var entry = await archive.CreateEntry("statistics.csv").OpenAsync(cancellationToken))
        {
            plain.Position = 0;
            await plain.CopyToAsync(entry, cancellationToken);
        }

        return new MailAttachment("statistics.zip", "application/zip", zipped.ToArray());
    }
}
