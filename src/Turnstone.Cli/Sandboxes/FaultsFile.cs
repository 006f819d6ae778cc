using Turnstone.Cli.Settings;
using Turnstone.Sandbox.Faults;

namespace Turnstone.Cli.Sandboxes;

/// <summary>Trouble on purpose, as a file of rules.</summary>
internal static class FaultsFile
{
    public static FaultPlan? Read(string option, string file, FaultPlace place, int seed, Findings findings)
    {
        try
        {
            return FaultPlan.Parse(File.ReadAllText(file), place, seed);
        }
        catch (FormatException e)
        {
            findings.Refuse(option, e.Message, "Write { \"rules\": [ { \"operation\": \"CreateItem\", \"nth\": 3, \"dropReplyAfterCommit\": true } ] }.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Refuse(option, $"{file} cannot be read: {FileTrouble.Say(e)}.", "Name a readable JSON file.");
        }

        return null;
    }
}
