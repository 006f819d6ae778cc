using Turnstone.Client.Projects;
using Turnstone.Engine.Planning.Support;
using Turnstone.Server.Refusals;
using Outcome = Turnstone.Engine.Planning.Support.SupportOptionsOutcome;

namespace Turnstone.Server.Projects;

/// <summary>Looks at support options before they are stored: what is understood is, what is not known is when somebody confirmed it, what is no option never.</summary>
internal static class SupportOptionCheck
{
    /// <summary>What each of them comes to.</summary>
    public static SupportOptionsInfo InfoOf(string text)
    {
        var reading = SupportOptionsParser.Parse([text]);
        return new SupportOptionsInfo(
            (Client.Projects.SupportOptionsOutcome)reading.Outcome,
            [.. reading.Lines.Select(line => new SupportOptionLineInfo
            {
                Number = line.Number, Text = line.Text, Fault = line.Fault?.Message, Remedy = line.Fault?.Remedy, MayBeKept = line.Fault?.MayBeKept ?? false, Remark = line.Remark,
            })]);
    }

    /// <summary>The options as they are stored.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="project">Those of the project, where these are a mailbox's.</param>
    /// <param name="keepUnknown">Whether unknown names and values were confirmed.</param>
    /// <exception cref="Refusal">They are not stored; the words name every fault.</exception>
    public static string Sound(string text, string project, bool keepUnknown)
    {
        var reading = SupportOptionsParser.Parse([text], SupportOptionsParser.Parse([project]).Options);
        var faults = string.Join(' ', reading.Faults.Select(fault => $"{fault.Text}: {fault.Message} {fault.Remedy}"));
        return reading.Outcome switch
        {
            Outcome.SyntaxErrors => throw Refusal.Wrong(
                RefusalCodes.OptionsSyntax, $"Some of the support options are not written as options, so none is saved. {faults}", "supportOptions"),
            Outcome.NeedsConfirmation when !keepUnknown => throw Refusal.Conflict(
                RefusalCodes.OptionsUnconfirmed, $"Some of the support options are not known. Correct them, or confirm that they are to be kept although they change nothing. {faults}", "supportOptions"),
            _ => text.Trim(),
        };
    }
}
