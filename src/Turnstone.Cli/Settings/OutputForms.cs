namespace Turnstone.Cli.Settings;

/// <summary>The words of <c>--output</c>.</summary>
internal static class OutputForms
{
    public static IReadOnlyDictionary<string, OutputForm> Words { get; } =
        new Dictionary<string, OutputForm> { ["text"] = OutputForm.Text, ["json"] = OutputForm.Json };
}
