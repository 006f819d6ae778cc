using System.Text.RegularExpressions;
using Xunit;

namespace Turnstone.Tests.House;

/// <summary>A page that says which test proves a thing names a test that exists.</summary>
public partial class DocumentedTestTests
{
    private static readonly Lazy<IReadOnlyList<string>> Sources = new(() =>
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText)]);

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md").Select(page => Path.GetFileName(page)!)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void TestThatAPageNames_Exists(string page)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", page));

        var missing = TestName().Matches(text).Where(named => !Exists(named.Groups[1].Value, named.Groups[2].Value)).Select(named => named.Value).Distinct();

        Assert.Empty(missing);
    }

    // Tests that run on several databases stand in one file, a class for each.
    private static bool Exists(string type, string method) =>
        Sources.Value.Any(text => text.Contains($"class {type}", StringComparison.Ordinal) && (method.Length == 0 || text.Contains($" {method}(", StringComparison.Ordinal)));

    [GeneratedRegex(@"`([A-Z]\w*Tests)(?:\.(\w+))?`")]
    private static partial Regex TestName();
}
