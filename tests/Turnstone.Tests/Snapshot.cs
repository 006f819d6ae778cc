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
    public static void Matches(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("TURNSTONE_SNAPSHOTS") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing: run the test once with TURNSTONE_SNAPSHOTS=write and read it.");
        // By bytes: reading as text would drop a byte order mark.
        Assert.Equal(Encoding.UTF8.GetString(File.ReadAllBytes(path)), actual);
    }
}
