using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Turnstone.EndToEnd.Migration;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Demo;

/// <summary>The demo as a newcomer starts it, in a temporary folder of its own so that nothing it leaves behind can hide.</summary>
public sealed partial class DemoTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-demo-test-");
    private readonly DirectoryInfo _temporary;

    public DemoTests()
    {
        _temporary = _folder.CreateSubdirectory("tmp");

        // Started by root, Dovecot runs as somebody else, who must get through to its own folder.
        const UnixFileMode Through = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.FullName, Through);
            File.SetUnixFileMode(_temporary.FullName, Through);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string JsonPath => Path.Combine(_folder.FullName, "x.json");

    private string HtmlPath => Path.Combine(_folder.FullName, "x.html");

    [Fact]
    public async Task MovesEverybody_AndLeavesNothing()
    {
        await using var demo = Start();

        var result = await TurnstoneProgram.EndAsync(demo, Cancel);

        Assert.True(result.Status == 0, result.Output);
        var report = await JsonReport.ReadAsync(JsonPath, Cancel);
        report.AssertAddsUp();
        Assert.True(report.Mailboxes.Count >= 5);
        Assert.All(report.Mailboxes, mailbox => Assert.Equal(("full", "Completed"), (mailbox.Pass, mailbox.Status)));
        Assert.All(report.Mailboxes, mailbox => Assert.Equal(mailbox.Totals.Found, mailbox.Totals.Copied + mailbox.Totals.AlreadyThere));
        Assert.Contains("</html>", await File.ReadAllTextAsync(HtmlPath, Cancel), StringComparison.OrdinalIgnoreCase);
        await AssertNothingLeftAsync(result.Output);
    }

    /// <summary>Ctrl-C goes to every process of the terminal, Dovecot's too.</summary>
    [Theory]
    [InlineData("2 Trial")]
    [InlineData("5 Full")]
    public async Task CtrlC_EndsInGoodOrder_AndLeavesNothing(string moment)
    {
        await using var demo = Start();
        await demo.WaitForLineAsync(moment, Limit, Cancel);

        await using (var kill = RunningProcess.Start("kill", ["-INT", "--", $"-{demo.Id}"]))
        {
            Assert.Equal(0, await kill.WaitForExitAsync(Limit, Cancel));
        }

        var result = await TurnstoneProgram.EndAsync(demo, Cancel);

        Assert.True(result.Status == 4, result.Output);
        Assert.False(File.Exists(JsonPath), "A demo that was stopped wrote a report.");
        await AssertNothingLeftAsync(result.Output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>In a process group of its own, as a shell would start it.</summary>
    private RunningProcess Start() => TurnstoneProgram.Start(
        ["demo", "--report", JsonPath, "--report", HtmlPath],
        _folder.FullName,
        new Dictionary<string, string?> { ["TMPDIR"] = _temporary.FullName, ["DOTNET_EnableDiagnostics"] = "0" },
        inOwnGroup: true);

    private async Task AssertNothingLeftAsync(string output)
    {
        Assert.Empty(_temporary.EnumerateFileSystemInfos());
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc"), IsOfTheDemo);
        var ports = Ports().Matches(output).Select(match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(ports.Count >= 2, output);
        foreach (var port in ports)
        {
            using var client = new TcpClient();
            await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, port, Cancel).AsTask());
        }
    }

    private bool IsOfTheDemo(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Contains(_temporary.FullName, StringComparison.Ordinal)
                || File.ReadAllText(Path.Combine(process, "environ")).Contains(_temporary.FullName, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No process, or one that has gone meanwhile, or somebody else's.
            return false;
        }
    }

    [GeneratedRegex(@"//127\.0\.0\.1:(\d+)")]
    private static partial Regex Ports();
}
