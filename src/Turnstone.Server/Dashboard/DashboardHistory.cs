using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Dashboard;
using Turnstone.Engine.Planning;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dashboard;

/// <summary>What was done on each of the last days, in one question along the index of the moments passes ended.</summary>
internal sealed class DashboardHistory(DashboardRows dashboard, TimeProvider time)
{
    /// <summary>How many days, today among them.</summary>
    public const int Days = 14;

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<DashboardDay>> ReadAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        var today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var first = today.AddDays(1 - Days);
        var found = await dashboard.Passes(rows).Where(row => row.Finished >= first && row.Kind != PassKind.Verify)
            .GroupBy(DayOf(first))
            .Select(group => new
            {
                group.Key,
                Completed = group.Count(row => row.State == PassState.Completed),
                CompletedWithErrors = group.Count(row => row.State == PassState.CompletedWithErrors),
                Failed = group.Count(row => row.State == PassState.Failed),
                Items = group.Sum(row => row.Copied),
                Bytes = group.Sum(row => row.BytesCopied),
            })
            .ToDictionaryAsync(row => row.Key, cancellationToken);
        return [.. Enumerable.Range(0, Days).Select(day =>
        {
            var sums = found.GetValueOrDefault(day);
            return new DashboardDay
            {
                Day = DateOnly.FromDateTime(first.UtcDateTime).AddDays(day),
                Completed = sums?.Completed ?? 0,
                CompletedWithErrors = sums?.CompletedWithErrors ?? 0,
                Failed = sums?.Failed ?? 0,
                Items = sums?.Items ?? 0,
                Bytes = sums?.Bytes ?? 0,
            };
        })];
    }

    // The two databases keep moments differently, and comparing is all they do alike: a day is the first whose end a pass came before.
    private static Expression<Func<MailboxPass, int>> DayOf(DateTimeOffset first)
    {
        var row = Expression.Parameter(typeof(MailboxPass), "row");
        var finished = Expression.Property(row, nameof(MailboxPass.Finished));
        Expression day = Expression.Constant(Days - 1);
        for (var at = Days - 2; at >= 0; at--)
        {
            day = Expression.Condition(Expression.LessThan(finished, Expression.Constant(first.AddDays(at + 1), typeof(DateTimeOffset?))), Expression.Constant(at), day);
        }

        return Expression.Lambda<Func<MailboxPass, int>>(day, row);
    }
}
