using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Statistics;

internal static class StatisticsRoutes
{
    public static void MapStatistics(this IEndpointRouteBuilder routes)
    {
        var statistics = routes.MapGroup("/projects/{project:guid}").WithTags("Statistics").Needs(Ability.See);
        statistics.MapGet("/statistics", async (Guid project, StatisticsService service, CancellationToken cancellationToken) =>
                (await service.ReadAsync(project, cancellationToken)).Mailboxes)
            .WithName("GetStatistics").WithSummary("Says what all passes over a project's mailboxes came to.");
        statistics.MapGet("/statistics.csv", async (Guid project, StatisticsService service, CancellationToken cancellationToken) =>
            {
                var (name, mailboxes) = await service.ReadAsync(project, cancellationToken);
                return TypedResults.Stream(output => StatisticsCsv.WriteAsync(name, mailboxes, output, cancellationToken), "text/csv; charset=utf-8", "statistics.csv");
            })
            .WithName("GetStatisticsCsv").WithSummary("The same as a file for spreadsheets, with the columns that scripts know.");
        statistics.MapPost("/statistics/mail", async (Guid project, StatisticsMail mail, CancellationToken cancellationToken) =>
                TypedResults.Accepted((string?)null, await mail.SendAsync(project, cancellationToken)))
            .OncePerKey().WithName("MailStatistics").WithSummary("Mails a project's statistics, as they are now, to whoever asks: a summary, and the file.");
    }
}
