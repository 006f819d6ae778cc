using System.Runtime.CompilerServices;
using Xunit;

namespace Turnstone.Tests.Ews;

/// <summary>Other people's data that is never part of the repository: found beside it, or where TURNSTONE_TEST_DATA points.</summary>
internal static class SharedData
{
    private static readonly string? Root = Candidates().FirstOrDefault(Directory.Exists);

    public static string? Find(string relative) =>
        Root is not null && Path.Combine(Root, relative) is var path && (Directory.Exists(path) || File.Exists(path)) ? path : null;

    public static string FindOrSkip(string relative)
    {
        string? path = Find(relative);
        Assert.SkipWhen(path is null, $"{relative} is absent: set TURNSTONE_TEST_DATA, or put it into a folder 'shared' beside the repository.");
        return path;
    }

    private static IEnumerable<string> Candidates([CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("TURNSTONE_TEST_DATA") is { Length: > 0 } given)
        {
            yield return given;
        }

        for (DirectoryInfo? folder = Directory.GetParent(here); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
            {
                yield return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared"));
            }
        }
    }
}
