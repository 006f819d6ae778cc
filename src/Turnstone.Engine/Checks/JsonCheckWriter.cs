using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Checks;

/// <summary>A check for scripts. Property names, words and order are a contract; new properties may appear beside them.</summary>
public sealed class JsonCheckWriter : IReportWriter<CheckReport>
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <inheritdoc/>
    public async Task WriteAsync(CheckReport report, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("product", "Turnstone");
        json.WriteString("version", report.Version);
        json.WriteString("check", report.Title);
        json.WriteString("subject", report.Subject);
        json.WriteString("started", ReportWords.For(report.Started));
        json.WriteString("finished", ReportWords.For(report.Finished));
        json.WriteString("verdict", CheckWords.For(report.Verdict));
        json.WriteStartArray("steps");
        foreach (var step in report.Steps)
        {
            WriteStep(json, step);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static void WriteStep(Utf8JsonWriter json, TestStep step)
    {
        json.WriteStartObject();
        json.WriteString("name", step.Name);
        json.WriteNumber("milliseconds", Math.Round(step.Duration.TotalMilliseconds, 1));
        json.WriteString("outcome", CheckWords.For(step.Outcome));
        json.WriteString("detail", step.Detail);
        json.WriteString("remedy", step.Remedy);
        json.WriteEndObject();
    }
}
