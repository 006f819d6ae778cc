namespace Turnstone.Fuzz;

/// <summary>The kept inputs of a target: some that are right, to begin with, and every one that ever broke something.</summary>
internal static class Corpus
{
    /// <summary>The inputs of a target, by file name; at least one.</summary>
    public static IReadOnlyList<byte[]> Of(FuzzTarget target) =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", target.Name)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
}
