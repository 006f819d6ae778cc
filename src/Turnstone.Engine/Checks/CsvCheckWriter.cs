using System.Globalization;
using System.Text;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Checks;

/// <summary>A check for spreadsheets: a line for each step.</summary>
public sealed class CsvCheckWriter : IReportWriter<CheckReport>
{
    /// <inheritdoc/>
    public async Task WriteAsync(CheckReport report, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);

        // The mark tells Excel that this is UTF-8.
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        var lines = new CsvLineWriter(writer);
        await lines.WriteAsync(["Check", "Subject", "Started", "Step", "Outcome", "Milliseconds", "Detail", "Remedy"], cancellationToken);
        foreach (var step in report.Steps)
        {
            var milliseconds = Math.Round(step.Duration.TotalMilliseconds, 1).ToString(CultureInfo.InvariantCulture);
            await lines.WriteAsync(
                [report.Title, report.Subject, ReportWords.For(report.Started), step.Name, CheckWords.For(step.Outcome), milliseconds, step.Detail, step.Remedy], cancellationToken);
        }
    }
}
