using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Turnstone.Tests;

/// <summary>
/// Text under review: what a test made is compared with a file beside it. With TURNSTONE_SNAPSHOTS=write the file is written anew, for
/// the difference to be read before it is committed.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string name, string actual, [CallerFilePath] string testFile = "") =>
        MatchesFile(Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots", name), actual, testFile);

    /// <summary>The same with a file that is kept elsewhere, since more people than those who write tests read it.</summary>
    public static void MatchesFile(string path, string actual, [CallerFilePath] string testFile = "")
    {
        if (Environment.GetEnvironmentVariable("TURNSTONE_SNAPSHOTS") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        // By bytes: reading as text would drop a byte order mark.
        var expected = File.Exists(path) ? Encoding.UTF8.GetString(File.ReadAllBytes(path)) : "";
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            Assert.Fail($"{path} is not what is made now. {Difference(expected, actual)}\n{Remedy(testFile)}");
        }
    }

    private static string Difference(string expected, string actual)
    {
        string[] before = expected.Split('\n'), now = actual.Split('\n');
        var line = 0;
        while (line < Math.Min(before.Length, now.Length) && string.Equals(before[line], now[line], StringComparison.Ordinal))
        {
            line++;
        }

        return $"They part in line {line + 1}:\n  kept: {LineOf(before, line)}\n  made: {LineOf(now, line)}";
    }

    private static string LineOf(string[] lines, int line) => line < lines.Length ? lines[line] : "(the end)";

    private static string Remedy(string testFile) =>
        $"If that is meant, write it anew, read the difference and commit it:\n"
        + $"  TURNSTONE_SNAPSHOTS=write dotnet test -c Release --project tests/Turnstone.Tests -- --filter-class '*.{Path.GetFileNameWithoutExtension(testFile)}'";
}
