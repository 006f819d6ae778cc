using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Playwright;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Face;

/// <summary>
/// axe-core, which finds what keeps people with a screen reader or weak sight out. It is MPL-2.0 and used by tests alone: npm fetches it when it is first
/// needed, and it is kept with what the build makes.
/// </summary>
internal static class Axe
{
    private const string Version = "4.14.1";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly SemaphoreSlim Fetching = new(1);

    /// <summary>That a page, as it is now, has no serious or critical fault.</summary>
    public static async Task AssertCleanAsync(IPage page, string what)
    {
        await page.EvaluateAsync(await ScriptAsync());
        var answer = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] })");
        var faults = string.Join('\n',
            from violation in answer.GetProperty("violations").EnumerateArray()
            where violation.GetProperty("impact").GetString() is "serious" or "critical"
            from node in violation.GetProperty("nodes").EnumerateArray()
            select $"{what}: {violation.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()} – {node.GetProperty("failureSummary").GetString()?.ReplaceLineEndings(" ")}");
        Assert.True(faults.Length == 0, faults);
    }

    private static async Task<string> ScriptAsync()
    {
        var file = Path.Combine(Screenshots.Artifacts, "axe-core", Version, "axe.min.js");
        await Fetching.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!File.Exists(file))
            {
                await FetchAsync(Path.GetDirectoryName(file)!);
            }
        }
        finally
        {
            Fetching.Release();
        }

        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    private static async Task FetchAsync(string folder)
    {
        var (made, cancel) = (Directory.CreateDirectory(folder), TestContext.Current.CancellationToken);
        Assert.SkipUnless(File.Exists("/usr/bin/npm"), "axe-core comes by npm, which is not installed here.");
        await using (var npm = RunningProcess.Start("/usr/bin/npm", ["pack", $"axe-core@{Version}", "--silent", "--pack-destination", made.FullName], new Dictionary<string, string?>()))
        {
            Assert.SkipUnless(await npm.WaitForExitAsync(Patience, cancel) == 0, $"npm could not fetch axe-core: {npm.Output}");
        }

        await using var file = made.GetFiles("*.tgz").Single().OpenRead();
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(unpacked);
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            if (entry.Name == "package/axe.min.js")
            {
                await entry.ExtractToFileAsync(Path.Combine(folder, "axe.min.js"), overwrite: true, cancel);
            }
        }
    }
}
