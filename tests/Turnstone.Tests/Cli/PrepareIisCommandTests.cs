using Turnstone.Tests.Preparation;
using Xunit;

namespace Turnstone.Tests.Cli;

public sealed class PrepareIisCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    [Theory]
    [InlineData("2013")]
    [InlineData("2016")]
    [InlineData("2019")]
    public async Task ForwardTwiceAndBackOnce_RestoresTheBytes(string version)
    {
        var (front, back) = Copies(version);

        Assert.Equal(0, await IisAsync("--message-size", "150MiB"));
        Assert.NotEqual(SampleConfigs.BackEnd(version), File.ReadAllBytes(back));
        Assert.Equal(0, await IisAsync("--message-size", "150MiB"));
        Assert.Contains("Nothing has to be changed.", _run.Out, StringComparison.Ordinal);
        Assert.Equal(2, Backups());
        Assert.Equal(0, await IisAsync("--undo"));

        Assert.Equal(SampleConfigs.FrontEnd(version), File.ReadAllBytes(front));
        Assert.Equal(SampleConfigs.BackEnd(version), File.ReadAllBytes(back));
    }

    [Fact]
    public async Task TwoSizes_AreUndoneToWhatWasBeforeTheFirst()
    {
        var (_, back) = Copies("2016");

        await IisAsync("--message-size", "100MiB");
        await IisAsync("--message-size", "150MiB");
        Assert.Equal(4, Backups());
        Assert.Equal(0, await IisAsync("--undo"));

        Assert.Equal(SampleConfigs.BackEnd("2016"), File.ReadAllBytes(back));
    }

    [Fact]
    public async Task DryRun_ShowsTheDifference_AndWritesNothing()
    {
        var (front, _) = Copies("2013");

        Assert.Equal(0, await IisAsync("--message-size", "150MiB", "--dry-run"));

        Assert.Contains("+        <requestLimits maxAllowedContentLength=\"210763776\" />", _run.Out, StringComparison.Ordinal);
        Assert.Contains("15 of 15 values to change", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", _run.Out, StringComparison.Ordinal);
        Assert.Contains("net stop w3svc /y", _run.Out, StringComparison.Ordinal);
        Assert.Equal(SampleConfigs.FrontEnd("2013"), File.ReadAllBytes(front));
        Assert.Equal(0, Backups());
    }

    [Fact]
    public async Task FileThatSomebodyChangedSince_IsNotPutBack()
    {
        var (front, back) = Copies("2019");
        await IisAsync("--message-size", "150MiB");
        var mended = File.ReadAllText(back).Replace("81920", "65536", StringComparison.Ordinal);
        File.WriteAllText(back, mended);

        Assert.Equal(64, await IisAsync("--undo"));

        Assert.Equal(mended, File.ReadAllText(back));
        Assert.Equal(SampleConfigs.FrontEnd("2019"), File.ReadAllBytes(front));
        Assert.Contains("It is not as Turnstone left it", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneBrokenFile_StopsAllBeforeAnythingIsWritten()
    {
        var (front, back) = Copies("2019");
        File.WriteAllText(back, "<configuration>");

        Assert.Equal(64, await IisAsync("--message-size", "150MiB"));

        Assert.Equal(SampleConfigs.FrontEnd("2019"), File.ReadAllBytes(front));
        Assert.Contains("It is not XML that can be read", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneFileAlone_IsPatched_AndTheOtherRemembered()
    {
        var (front, _) = Copies("2016");

        Assert.Equal(0, await _run.RunAsync("prepare", "iis", "--path", front, "--message-size", "150MiB"));

        Assert.Contains("Note: the back end has its own file", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnAServer_TheInstallFolderIsKnown()
    {
        Copies("2016");
        _run.Variables["ExchangeInstallPath"] = _run.Folder.FullName;

        Assert.Equal(0, await _run.RunAsync("prepare", "iis", "--message-size", "150MiB"));

        Assert.Equal(2, Backups());
    }

    [Fact]
    public async Task WrongUse_IsToldAllAtOnce()
    {
        Assert.Equal(64, await _run.RunAsync("prepare", "iis", "--message-size", "2GiB", "--path", _run.Folder.FullName));

        Assert.Contains("  --message-size: ", _run.Error, StringComparison.Ordinal);
        Assert.Contains("has no web.config of EWS in it", _run.Error, StringComparison.Ordinal);
        Assert.Empty(_run.Out);
    }

    public void Dispose() => _run.Dispose();

    private Task<int> IisAsync(params string[] arguments) => _run.RunAsync(["prepare", "iis", "--path", _run.Folder.FullName, .. arguments]);

    private int Backups() => _run.Folder.EnumerateFiles("web.turnstone-*.config", SearchOption.AllDirectories).Count();

    // In another case than on a server: a copy on another system may be.
    private (string Front, string Back) Copies(string version)
    {
        var front = Directory.CreateDirectory(Path.Combine(_run.Folder.FullName, "frontend", "HTTPProxy", "EWS"));
        var back = Directory.CreateDirectory(Path.Combine(_run.Folder.FullName, "ClientAccess", "ExchWeb", "ews"));
        var files = (Path.Combine(front.FullName, "web.config"), Path.Combine(back.FullName, "web.config"));
        File.WriteAllBytes(files.Item1, SampleConfigs.FrontEnd(version));
        File.WriteAllBytes(files.Item2, SampleConfigs.BackEnd(version));
        return files;
    }
}
