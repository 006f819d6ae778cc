using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Dashboard;
using Turnstone.Engine.Failures;
using Turnstone.Server.Licences;
using Turnstone.Server.Orders;
using Turnstone.Server.Security;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dashboard;

/// <summary>What somebody should look at, the worst first, and of two alike the one that concerns more.</summary>
internal sealed class DashboardAttention(Workspace workspace, DashboardRows dashboard, ServerSettings settings, TimeProvider time)
{
    /// <summary>As many of a kind as somebody reads.</summary>
    private const int Most = 10;

    private static readonly HashSet<string> Unreachable =
    [
        .. new[]
        {
            FailureCodes.SourceUnreachable, FailureCodes.SourceCertificate, FailureCodes.SourceTlsRequired, FailureCodes.DestinationUnreachable, FailureCodes.DestinationCertificate,
            FailureCodes.DestinationNotExchange, FailureCodes.DestinationUnavailable,
        }.Select(code => code.ToString()),
    ];

    private static readonly HashSet<string> NotLetIn =
    [
        .. new[]
        {
            FailureCodes.SourceSignIn, FailureCodes.SourceCredentialsMissing, FailureCodes.DestinationSignIn, FailureCodes.DestinationCredentialsMissing, FailureCodes.DestinationForbidden,
            FailureCodes.DestinationAccessDenied, FailureCodes.DestinationImpersonationDenied,
        }.Select(code => code.ToString()),
    ];

    /// <summary>All of it, as far as whoever looks may do something about it.</summary>
    public async Task<IReadOnlyList<AttentionInfo>> ReadAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        List<AttentionInfo> found =
        [
            .. await FailedAsync(rows, cancellationToken),
            .. await ErrorsAsync(rows, cancellationToken),
            .. await AwaitedAsync(rows, cancellationToken),
            .. await ExpiredAsync(rows, cancellationToken),
        ];
        if (settings.Licensing is not null)
        {
            found.AddRange(await LicencesAsync(rows, cancellationToken));
        }

        if (settings.Licensing is not null && workspace.Caller.May(Ability.BuyLicences))
        {
            found.AddRange(await OrdersAsync(rows, cancellationToken));
        }

        return [.. found.OrderBy(one => one.Kind).ThenByDescending(one => one.Count).ThenBy(one => one.Project, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<AttentionInfo>> FailedAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        var failed = await dashboard.Last(rows, PassState.Failed)
            .GroupBy(row => new { row.ProjectId, row.Project, row.Pass.FailureCode })
            .Select(group => new { group.Key, Count = group.Count(), Message = group.Min(row => row.Pass.FailureMessage), Remedy = group.Min(row => row.Pass.FailureRemedy) })
            .OrderByDescending(row => row.Count).Take(Most).ToListAsync(cancellationToken);
        return failed.Select(row => new AttentionInfo
        {
            Kind = KindOf(row.Key.FailureCode), Count = row.Count, ProjectId = row.Key.ProjectId, Project = row.Key.Project, Code = row.Key.FailureCode, Message = row.Message ?? "", Remedy = row.Remedy ?? "",
        });
    }

    private async Task<IEnumerable<AttentionInfo>> ErrorsAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        var left = await dashboard.Last(rows, PassState.CompletedWithErrors)
            .GroupBy(row => new { row.ProjectId, row.Project })
            .Select(group => new { group.Key, Count = group.Count(), Items = group.Sum(row => row.Pass.Errors) })
            .OrderByDescending(row => row.Count).Take(Most).ToListAsync(cancellationToken);
        return left.Select(row => new AttentionInfo
        {
            Kind = AttentionKind.ErrorsLeft, Count = row.Count, ProjectId = row.Key.ProjectId, Project = row.Key.Project,
            Message = row.Items == 1 ? "1 item failed." : $"{row.Items:N0} items failed.", Remedy = "Look at what failed and why, then retry the errors.",
        });
    }

    private async Task<IEnumerable<AttentionInfo>> AwaitedAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        var awaited = await dashboard.Passes(rows).Where(row => row.State == PassState.WaitingForUser)
            .Join(rows.Projects, row => row.ProjectId, project => project.Id, (row, project) => new { project.Id, project.Name })
            .GroupBy(row => row).Select(group => new { group.Key, Count = group.Count() })
            .OrderByDescending(row => row.Count).Take(Most).ToListAsync(cancellationToken);
        return awaited.Select(row => new AttentionInfo
        {
            Kind = AttentionKind.UsersAwaited, Count = row.Count, ProjectId = row.Key.Id, Project = row.Key.Name,
            Message = "Each pass begins when its user has entered their user name and password.", Remedy = "Remind them, or enter the credentials yourself.",
        });
    }

    private async Task<IEnumerable<AttentionInfo>> ExpiredAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = await (
            from request in rows.CredentialRequests
            where request.Expires <= now && request.Given == null && request.Withdrawn == null
            join mailbox in dashboard.Mailboxes(rows) on request.MailboxId equals mailbox.Id
            join project in rows.Projects on mailbox.ProjectId equals project.Id
            group request by new { project.Id, project.Name } into ofProject
            orderby ofProject.Count() descending
            select new { ofProject.Key, Count = ofProject.Count() }).Take(Most).ToListAsync(cancellationToken);
        return expired.Select(row => new AttentionInfo
        {
            Kind = AttentionKind.CredentialsExpired, Count = row.Count, ProjectId = row.Key.Id, Project = row.Key.Name,
            Message = "The link in the mail works no longer.", Remedy = "Ask these users again, or enter the credentials yourself.",
        });
    }

    private async Task<IEnumerable<AttentionInfo>> LicencesAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var soon = now + LicenceExpiry.Ahead;
        var giving = await PackShares.Giving(rows, now).Select(row => new { row.Label, row.Expires, Free = row.Purchased + row.Granted - row.Applied - row.Revoked }).ToListAsync(cancellationToken);
        var good = LicenceRows.Good(rows, now);

        // Of the mailboxes whose person is known: whose the others are is found out when a pass is submitted.
        var without = await dashboard.Mailboxes(rows).Where(row => row.CustomerUserId != null && !good.Any(licence => licence.CustomerUserId == row.CustomerUserId))
            .Select(row => row.CustomerUserId).Distinct().CountAsync(cancellationToken);
        var free = giving.Sum(row => row.Free);
        var found = giving.Where(row => row.Expires <= soon).OrderBy(row => row.Expires).Take(Most).Select(row => new AttentionInfo
        {
            Kind = AttentionKind.LicencesExpiring, Count = row.Free, Message = row.Label, Remedy = "Apply them before then; what was applied expires with its pack as well.", Until = row.Expires,
        });
        return without > free
            ? found.Prepend(new AttentionInfo
            {
                Kind = AttentionKind.LicencesShort, Count = without - free,
                Message = $"{(without == 1 ? "1 person" : $"{without:N0} people")} with mailboxes to move {(without == 1 ? "has" : "have")} no licence, and {free:N0} {(free == 1 ? "is" : "are")} free.",
                Remedy = "Buy more; full migrations and pre-stages are refused without one.",
            })
            : found;
    }

    private static async Task<IEnumerable<AttentionInfo>> OrdersAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        var awaiting = await rows.LicenceOrders.AsNoTracking().Where(row => row.State == OrderState.AwaitingPayment).OrderBy(row => row.Placed).Take(Most).ToListAsync(cancellationToken);
        return awaiting.Select(row => new AttentionInfo
        {
            Kind = AttentionKind.OrderAwaiting, Count = row.Quantity, OrderId = row.Id,
            Message = $"{row.Reference}: {new Money(row.UnitPrice, row.Currency).Times(row.Quantity).Told()}.", Remedy = "An Administrator accepts the payment when it has come.",
        });
    }

    private static AttentionKind KindOf(string? code) =>
        code is null ? AttentionKind.PassesFailed
        : Unreachable.Contains(code) ? AttentionKind.EndpointFailing
        : NotLetIn.Contains(code) ? AttentionKind.SignInFailing
        : AttentionKind.PassesFailed;
}
