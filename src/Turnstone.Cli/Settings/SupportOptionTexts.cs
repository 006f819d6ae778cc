using Turnstone.Engine.Planning.Support;

namespace Turnstone.Cli.Settings;

/// <summary>Reads support options and tells of each what is to be told.</summary>
/// <param name="keepUnknown">Whether the operator confirmed that unknown names and bad values are to be kept; syntax errors never are.</param>
/// <param name="findings">Where faults and remarks go.</param>
internal sealed class SupportOptionTexts(bool keepUnknown, Findings findings)
{
    /// <summary>The switch that confirms.</summary>
    public const string KeepUnknown = "--keep-unknown-options";

    /// <summary>What they ask for on top of <paramref name="project"/>; <paramref name="where"/> says where they stand.</summary>
    public SupportOptions Read(string where, IEnumerable<string> texts, SupportOptions? project = null)
    {
        var reading = SupportOptionsParser.Parse(texts, project);
        foreach (var fault in reading.Faults)
        {
            if (keepUnknown && fault.MayBeKept)
            {
                findings.Remark($"{where} {fault.Text}: {fault.Message} It changes nothing.");
            }
            else
            {
                var confirm = fault.MayBeKept ? $" To go on although it changes nothing, add {KeepUnknown}." : "";
                findings.Refuse(where, $"{fault.Text}: {fault.Message}", fault.Remedy + confirm);
            }
        }

        foreach (var remark in reading.Remarks)
        {
            findings.Remark(project is null ? remark : $"{where}: {remark}");
        }

        return reading.Options;
    }
}
