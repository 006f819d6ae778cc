using Turnstone.EndToEnd.Corpus;
using Turnstone.EndToEnd.Migration;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Exchange;

/// <summary>The executable tests the executable's stand-in over TLS, as an administrator would rehearse it.</summary>
public sealed class AccessTestTests : IDisposable
{
    /// <summary>Less than one of the requests and messages that are sent.</summary>
    private const int AllowedMiB = 150;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-access-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LargeLimits_AreMeasuredInBoundedMemory_AndKeptAsAReport()
    {
        await using var exchange = await StartAsync("--max-request-bytes", "1000000000", "--max-received-message", "150MiB", "--max-message", "64MiB", "--measured");
        string[] asked = ["--measure-messages", "--report", At("report.html")];

        await using var run = Test(exchange, PeakMemory.Meter, asked);
        var status = await run.WaitForExitAsync(Limit, Cancel);

        Assert.True(status == 0, run.Output);
        Assert.InRange(PeakMemory.Read(run.Output), 1, AllowedMiB);
        Assert.Contains("150 MB (157,286,400 bytes): messages of up to about 112.5 MB fit into a request. What binds is maxReceivedMessageSize of the back end", run.Output, StringComparison.Ordinal);
        Assert.Contains("64 MB. What binds is the organisation's size", run.Output, StringComparison.Ordinal);
        Assert.Contains("Turnstone Exchange access test", await File.ReadAllTextAsync(At("report.html"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FaultyServer_NamesEachFault_AndNothingIsWrittenWhereNothingShallBe()
    {
        await using var exchange = await StartAsync(
            "--certificate", "ends-soon", "--quota", "1GB", "--max-back-end-request", "35MB", "--request-time", "300", "--service-account-is", "without-full-access");

        await using var denied = Test(exchange, []);
        await using var run = Test(exchange, [], "--access", "impersonate", "--no-write", "--source-size", "2GB");
        var (refused, status) = (await denied.WaitForExitAsync(Limit, Cancel), await run.WaitForExitAsync(Limit, Cancel));

        Assert.True(refused == 3 && status == 3, denied.Output + run.Output);
        Assert.Contains("Either go that way: --access impersonate.", denied.Output, StringComparison.Ordinal);
        Assert.Contains("9 days left", run.Output, StringComparison.Ordinal);
        Assert.Contains("the mailbox will be full before all has arrived", run.Output, StringComparison.Ordinal);
        Assert.Contains("33.4 MB (35,000,000 bytes)", run.Output, StringComparison.Ordinal);
        Assert.Contains("maxAllowedContentLength of the back end", run.Output, StringComparison.Ordinal);
        Assert.Contains("The server names its limit: 27, the default.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing is to be written.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Left behind", denied.Output + run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<RunningProcess> StartAsync(params string[] states)
    {
        await File.WriteAllTextAsync(At("list.csv"), "Email,Password,Language\nanna@new.example,Sommer-2026,de-DE\n", Cancel);
        await File.WriteAllTextAsync(At("password"), "Winter-2026", Cancel);
        var exchange = TurnstoneProgram.Start(
            [
                "sandbox", "exchange", "--listen", "https://localhost:0", "--mailboxes", At("list.csv"), "--ca-out", At("ca.pem"),
                "--service-account", "mover", "--service-password-file", At("password"), .. states,
            ],
            _folder.FullName);
        await exchange.WaitForLineAsync("ready", Limit, Cancel);
        return exchange;
    }

    private RunningProcess Test(RunningProcess exchange, IReadOnlyList<string> under, params string[] asked) => TurnstoneProgram.Start(
        [
            "test", "exchange", "--destination", exchange.Output.Split("EWS: ")[1].Split(',')[0], "--mailbox", "anna@new.example",
            "--login", "mover", "--password-file", At("password"), "--trust", At("ca.pem"), .. asked,
        ],
        _folder.FullName,
        under: under);

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
