using System.Globalization;
using Turnstone.Client.Checks;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Security;

namespace Turnstone.Server.Checks;

internal static class CheckRoutes
{
    public static void MapChecks(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/").WithTags("Checks").Needs(Ability.See);
        all.MapGet("/endpoints/{endpoint:guid}/checks", (Guid endpoint, KeptChecks checks, CancellationToken cancellationToken) => checks.OfEndpointAsync(endpoint, cancellationToken))
            .WithName("ListEndpointChecks").WithSummary("Lists the kept tests of an endpoint, the latest first.");
        all.MapGet("/projects/{project:guid}/checks", (Guid project, KeptChecks checks, CancellationToken cancellationToken) => checks.OfProjectAsync(project, cancellationToken))
            .WithName("ListProjectChecks").WithSummary("Lists the kept checks that were made for a project, the latest first.");
        all.MapGet("/checks/{check:guid}", (Guid check, KeptChecks checks, CancellationToken cancellationToken) => checks.GetAsync(check, cancellationToken))
            .WithName("GetCheck").WithSummary("Shows a kept check with its steps.");
        all.MapGet("/checks/{check:guid}/report", async (Guid check, QueryWord<CheckForm>? form, KeptChecks checks, CancellationToken cancellationToken) =>
            {
                var report = await checks.ReportAsync(check, cancellationToken);
                var (writer, type, ending) = FormOf(form?.Value ?? CheckForm.Html);
                var name = $"check-{report.Finished.UtcDateTime.ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture)}.{ending}";
                return TypedResults.Stream(output => writer.WriteAsync(report, output, cancellationToken), type, name);
            })
            .WithName("ExportCheck").WithSummary("Writes a kept check as a report: html, json or csv.");
    }

    private static (IReportWriter<CheckReport> Writer, string Type, string Ending) FormOf(CheckForm form) => form switch
    {
        CheckForm.Html => (new HtmlCheckWriter(), "text/html; charset=utf-8", "html"),
        CheckForm.Json => (new JsonCheckWriter(), "application/json; charset=utf-8", "json"),
        CheckForm.Csv => (new CsvCheckWriter(), "text/csv; charset=utf-8", "csv"),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "No such form."),
    };
}
