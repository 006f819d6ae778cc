namespace Turnstone.Cli.Commands;

/// <summary>Writes a list of words as a person would say it.</summary>
internal static class Choices
{
    public static string Of(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }
}
