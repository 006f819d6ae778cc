using Turnstone.Engine.Checks;

namespace Turnstone.Engine.Reporting;

/// <summary>The forms that reports have, by the ending of the file they go to.</summary>
public static class ReportForms
{
    private static readonly Dictionary<string, Func<IReportWriter<RunReport>>> Runs = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = static () => new JsonReportWriter(),
        [".csv"] = static () => new CsvReportWriter(),
        [".html"] = static () => new HtmlReportWriter(),
    };

    private static readonly Dictionary<string, Func<IReportWriter<CheckReport>>> Checks = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = static () => new JsonCheckWriter(),
        [".csv"] = static () => new CsvCheckWriter(),
        [".html"] = static () => new HtmlCheckWriter(),
    };

    /// <summary>A migration's report; null where the ending names no form.</summary>
    public static ReportFile<RunReport>? ForRun(string path) => For(path, Runs);

    /// <summary>A check's report; null where the ending names no form.</summary>
    public static ReportFile<CheckReport>? ForCheck(string path) => For(path, Checks);

    private static ReportFile<TReport>? For<TReport>(string path, Dictionary<string, Func<IReportWriter<TReport>>> forms) =>
        forms.TryGetValue(Path.GetExtension(path), out var make) ? new ReportFile<TReport>(Path.GetFullPath(path), make()) : null;
}
