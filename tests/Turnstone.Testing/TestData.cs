using Xunit;

namespace Turnstone.Testing;

/// <summary>
/// Other people's data that tests read and the repository does not hold: in $TURNSTONE_TEST_DATA, or in a folder named
/// "shared" beside the repository.
/// </summary>
public static class TestData
{
    private const string Variable = "TURNSTONE_TEST_DATA";

    /// <summary>The file or folder, an absolute path; where it is absent the calling test ends as skipped and says so.</summary>
    public static string Require(params string[] path)
    {
        var name = Path.Combine(path);
        var found = Roots().Select(root => Path.Combine(root, name)).FirstOrDefault(Path.Exists);
        if (found is null)
        {
            Assert.Skip($"Needs the test data '{name}', which is not in ${Variable} nor in a folder 'shared' beside the repository.");
        }

        return found;
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            yield return Path.GetFullPath(given);
        }

        // The repository is the nearest folder above the test program that has the solution.
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
            {
                yield return Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared");
                yield break;
            }
        }
    }
}
