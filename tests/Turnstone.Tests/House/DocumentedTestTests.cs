using System.Text.RegularExpressions;
using Xunit;

namespace Turnstone.Tests.House;

/// <summary>A page that says which test proves a thing names a test that exists.</summary>
public partial class DocumentedTestTests
{
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

    private static bool Exists(string type, string method) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests"), $"{type}.cs", SearchOption.AllDirectories)
            .Any(file => method.Length == 0 || File.ReadAllText(file).Contains($" {method}(", StringComparison.Ordinal));

    [GeneratedRegex(@"`([A-Z]\w*Tests)(?:\.(\w+))?`")]
    private static partial Regex TestName();
}
