using Turnstone.Cli.Settings;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Output;

/// <summary>Tells a person what is wrong with what they wrote: all of it at once, each with where, what and what to do.</summary>
internal static class FindingsPrinter
{
    public static void Print(Findings findings, Shell shell)
    {
        foreach (var remark in findings.Remarks)
        {
            shell.Error.WriteLine($"Note: {VisibleText.Of(remark)}");
        }

        if (findings.AreClean)
        {
            return;
        }

        shell.Error.WriteLine(findings.Faults.Count == 1
            ? "One thing is wrong; nothing was started."
            : $"{findings.Faults.Count} things are wrong; nothing was started.");
        foreach (var fault in findings.Faults)
        {
            shell.Error.WriteLine($"  {VisibleText.Of(fault.Where)}: {VisibleText.Of(fault.What)}{(fault.Remedy.Length == 0 ? "" : $" {VisibleText.Of(fault.Remedy)}")}");
        }
    }

    public static void PrintTrouble(IEnumerable<string> troubles, Shell shell)
    {
        foreach (var trouble in troubles)
        {
            shell.Error.WriteLine(VisibleText.Of(trouble));
        }
    }
}
