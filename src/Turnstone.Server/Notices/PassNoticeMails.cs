using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Mail;
using Turnstone.Storage.Notices;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Notices;

/// <summary>
/// Writes the mails that tell of passes: one a pass, as long as they are few. Beyond so many in a minute they are held until the rush is over, ten
/// minutes at most, and told in one mail: nobody reads a hundred.
/// </summary>
internal sealed class PassNoticeMails(PlaneDatabase plane, Outbox outbox, TimeProvider time) : IDueMails
{
    /// <summary>Mails of one project and outcome within <see cref="Rush"/> that are still sent one by one.</summary>
    public const int MostAlone = 5;

    /// <summary>The time within which they are counted, and how long it is quiet after a rush.</summary>
    public static readonly TimeSpan Rush = TimeSpan.FromMinutes(1);

    /// <summary>How long a notice is held at most.</summary>
    public static readonly TimeSpan LongestHeld = TimeSpan.FromMinutes(10);

    private const int MostInOneMail = 1000;
    private const int MostNamed = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var house = plane.Open(new PlaneScope.House());
        var waiting = await house.PassNotices.AsNoTracking().Where(row => row.Written == null).OrderBy(row => row.Id).Take(20 * MostInOneMail).ToListAsync(cancellationToken);
        foreach (var group in waiting.GroupBy(row => (row.WorkgroupId, row.ProjectId, row.IsSuccess)))
        {
            await using var rows = plane.Open(new PlaneScope.Of(group.Key.WorkgroupId));
            await WriteAsync(rows, [.. group.Take(MostInOneMail)], cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Kept;
        await using var rows = plane.Open(new PlaneScope.House());
        await rows.PassNotices.Where(row => row.Written < before).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task WriteAsync(PlaneContext rows, IReadOnlyList<PassNotice> waiting, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now - Rush;
        var (project, isSuccess) = (waiting[0].ProjectId, waiting[0].IsSuccess);
        var lately = await rows.PassNotices.CountAsync(row => row.ProjectId == project && row.IsSuccess == isSuccess && row.Written > since, cancellationToken);
        var isFew = lately + waiting.Count <= MostAlone;
        if (!isFew && waiting[^1].Created > since && waiting[0].Created > now - LongestHeld)
        {
            return;
        }

        await using var transaction = await rows.Database.BeginTransactionAsync(cancellationToken);
        var ids = waiting.Select(row => row.Id).ToList();

        // Of two processes that write the same, the second finds them written.
        var taken = await rows.PassNotices.Where(row => ids.Contains(row.Id) && row.Written == null).ExecuteUpdateAsync(change => change.SetProperty(row => row.Written, now), cancellationToken);
        if (taken == ids.Count)
        {
            await AddMailsAsync(rows, waiting, isFew || waiting.Count == 1, cancellationToken);
            await rows.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task AddMailsAsync(PlaneContext rows, IReadOnlyList<PassNotice> notices, bool isAlone, CancellationToken cancellationToken)
    {
        var (projectId, isSuccess) = (notices[0].ProjectId, notices[0].IsSuccess);
        var project = await rows.Projects.AsNoTracking().SingleAsync(row => row.Id == projectId, cancellationToken);
        var context = await NoticeContext.ReadAsync(rows, project, cancellationToken);
        var ids = notices.Select(row => row.PassId).ToList();
        var passes = await (
            from pass in rows.Passes.AsNoTracking()
            where ids.Contains(pass.Id)
            join mailbox in rows.Mailboxes.AsNoTracking() on pass.MailboxId equals mailbox.Id
            orderby pass.Finished, pass.Id
            select new { Pass = pass, Mailbox = mailbox }).ToListAsync(cancellationToken);
        var values = passes.Select(row => NoticeValues.Of(context, row.Mailbox, row.Pass)).ToList();
        var addresses = (isSuccess ? project.SuccessAddresses : project.FailureAddresses).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kind = isSuccess ? NoticeKind.PassSucceeded : NoticeKind.PassFailed;
        var words = isAlone ? await NoticeWordings.ReadAsync(rows, projectId, kind, cancellationToken) : null;
        foreach (var address in addresses)
        {
            if (words is null)
            {
                await outbox.AddAsync(rows, address, isSuccess ? MailKinds.PassesSucceeded : MailKinds.PassesFailed, TogetherOf(context, values));
                continue;
            }

            foreach (var one in values)
            {
                outbox.Add(rows, address, NoticeKinds.MailKindOf(kind), await words.FillAsync(one));
            }
        }
    }

    private static Dictionary<string, object> TogetherOf(NoticeContext context, List<Dictionary<string, object>> passes) => new()
    {
        ["project"] = context.Project, ["company"] = context.Company, ["count"] = passes.Count, ["passes"] = passes.Take(MostNamed).ToList(), ["more"] = Math.Max(0, passes.Count - MostNamed),
    };
}
