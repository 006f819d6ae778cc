using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Settings;

/// <summary>The reports somebody asked for.</summary>
internal static class ReportFiles
{
    /// <summary>One for each path that can be one; faults go to <paramref name="findings"/>.</summary>
    /// <param name="form">The file a path means; null where its ending names no form: <see cref="ReportForms"/>.</param>
    /// <param name="option">The option that names them.</param>
    /// <param name="paths">What was written there.</param>
    /// <param name="findings">Where faults go.</param>
    public static IReadOnlyList<ReportFile<TReport>> Read<TReport>(Func<string, ReportFile<TReport>?> form, string option, IReadOnlyList<string> paths, Findings findings)
    {
        List<ReportFile<TReport>> reports = [];
        foreach (var path in paths)
        {
            if (form(path) is not { } report)
            {
                findings.Refuse(option, $"The ending of \"{path}\" names no form of report.", "End it with .json, .csv or .html.");
            }
            else if (Directory.Exists(report.FullPath))
            {
                findings.Refuse(option, $"\"{path}\" is a folder.", "Name a file.");
            }
            else if (reports.Exists(other => other.FullPath == report.FullPath))
            {
                findings.Refuse(option, $"\"{path}\" is given twice.", "Give each report a file of its own.");
            }
            else
            {
                reports.Add(report);
            }
        }

        return reports;
    }

    /// <summary>Reads them as the last thing of a command, and where nothing else is wrong proves that they can be written.</summary>
    /// <inheritdoc cref="Read{TReport}"/>
    public static IReadOnlyList<ReportFile<TReport>> ReadLast<TReport>(Func<string, ReportFile<TReport>?> form, string option, IReadOnlyList<string> paths, Findings findings)
    {
        var reports = Read(form, option, paths, findings);
        if (findings.AreClean)
        {
            RequirePlaces(option, reports, findings);
        }

        return reports;
    }

    /// <summary>Proves that every report can be written where it is to go.</summary>
    public static void RequirePlaces<TReport>(string option, IReadOnlyList<ReportFile<TReport>> reports, Findings findings)
    {
        foreach (var folder in reports.Select(report => Path.GetDirectoryName(report.FullPath)!).Distinct())
        {
            WritablePlace.Require(option, folder, findings);
        }
    }
}
