using Xunit;

namespace Turnstone.Tests.Cli;

public sealed class WrongUseTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    [Fact]
    public async Task EveryFaultOfACommandLine_IsToldAtOnce()
    {
        var status = await _run.RunAsync(
            "migrate", "--source", "ftp://x", "--destination", "", "--mailboxes", "none.csv", "--older-than", "tomorrow", "--folder-filter", "((",
            "--option", "Foo=1", "--report", "x.pdf", "--parallel", "0", "--pass", "everything", "--max-mbps", "zero", "--bogus", "--access", "root");

        Assert.Equal(64, status);
        foreach (var option in new[]
                 {
                     "--source:", "--destination:", "--mailboxes:", "--older-than:", "--folder-filter:", "--option:", "--report:", "--parallel:", "--pass:",
                     "--max-mbps:", "--bogus:", "--access:",
                 })
        {
            Assert.Contains($"  {option} ", _run.Error, StringComparison.Ordinal);
        }

        Assert.Contains("12 things are wrong; nothing was started.", _run.Error, StringComparison.Ordinal);
        Assert.Empty(_run.Out);
    }

    [Fact]
    public async Task TestExchange_RefusesMeasuresThatContradictOrMeasureNothing()
    {
        var status = await _run.RunAsync(
            "test", "exchange", "--no-write", "--measure-messages", "--largest-request", "10", "--largest-message", "big", "--source-size", "much", "--requests-at-once", "1000", "--most-bytes", "5kB");

        Assert.Equal(64, status);
        foreach (var option in new[] { "--measure-messages:", "--largest-request:", "--largest-message:", "--source-size:", "--requests-at-once:", "--most-bytes:", "--mailbox:" })
        {
            Assert.Contains($"  {option} ", _run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--source-password", "hunter2")]
    [InlineData("--source-pasword", "hunter2")]
    [InlineData("--destination-password=hunter2", "")]
    [InlineData("--bogus=hunter2", "")]
    public async Task PasswordOnTheCommandLine_IsNeverRepeated(string option, string value)
    {
        var status = await _run.RunAsync(["migrate", option, .. value.Length == 0 ? Array.Empty<string>() : [value]]);

        Assert.Equal(64, status);
        Assert.DoesNotContain("hunter2", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PasswordOnTheCommandLine_IsRefusedWithTheRightWay()
    {
        await _run.RunAsync("migrate", "--source-password", "hunter2");

        Assert.Contains("--source-password-file, or set TURNSTONE_SOURCE_PASSWORD", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownSupportOption_IsKeptOnlyWhenConfirmed_AndBadSyntaxNever()
    {
        await _run.RunAsync("migrate", "--option", "Foo=1", "--keep-unknown-options", "--option", "FolderMapping=\"^a->b");

        Assert.Contains("Note: --option Foo=1: There is no support option called Foo.", _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("  --option: Foo=1", _run.Error, StringComparison.Ordinal);
        Assert.Contains("  --option: FolderMapping=\"^a->b: The quote is never closed.", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--larger-than", "0")]
    [InlineData("--larger-than", "-5MB")]
    [InlineData("--smaller-than", "10 bananas")]
    [InlineData("--smaller-than", "1.5")]
    public async Task SizeThatIsNone_IsRefused(string option, string size)
    {
        await _run.RunAsync("migrate", $"{option}={size}");

        Assert.Contains($"  {option}: \"{size}\" is not a size it takes.", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SizeBoundsThatLeaveNothing_AreRefused()
    {
        await _run.RunAsync("migrate", "--larger-than", "1MB", "--smaller-than", "1000kB");

        Assert.Contains("  --smaller-than: No item can be smaller than this", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TableOfKeywords_IsCheckedRowByRow()
    {
        var table = _run.Write("k.csv", $"keyword,category\nWork,Projects\nwork,Other\n,x\ntwo words,x\na,\"b,c\"\nd,{new string('x', 256)}\ne,f,g\nh,\n");

        await _run.RunAsync("migrate", "--keywords", table);

        foreach (var fault in new[]
                 {
                     "row 3: The keyword work is already in row 2", "row 4: The keyword is blank", "row 5: \"two words\" is no keyword",
                     "row 6: The category \"b,c\" holds a comma", "row 7: The category is longer", "row 8: It has 3 cells",
                 })
        {
            Assert.Contains($"  k.csv, {fault}", _run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(6, _run.Error.Split("k.csv, row").Length - 1);
    }

    [Fact]
    public async Task SupportOptionsOfAMailbox_AreCheckedWithRowAndColumn()
    {
        var list = _run.Write(
            "m.csv",
            CommandLineRun.Header.Trim() + ",Support Options\na@old.example,,p,a@new.example,,q,,FolderLimit=many\n"
            + "b@old.example,,p,b@new.example,,q,,RecipientMapping=@old.example->@other.example UseEwsImportImpersonation=1\n");

        var status = await _run.RunAsync(
            "migrate", "--source", "imaps://h", "--destination", "h", "--mailboxes", list, "--access", "owner",
            "--option", "RecipientMapping=@old.example->@new.example");

        Assert.Equal(64, status);
        Assert.Contains("  m.csv, row 2, column \"Support Options\": FolderLimit=many: FolderLimit takes", _run.Error, StringComparison.Ordinal);
        Assert.Contains("row 3, column \"Support Options\": RecipientMapping=@old.example->@other.example: @old.example is mapped to @new.example already.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("row 3, column \"Support Options\": UseEwsImportImpersonation=1 contradicts --access owner.", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyPasswordFile_IsAFault_AndRowsAreNotBlamedForIt()
    {
        var list = _run.Write("m.csv", CommandLineRun.Header + "a@old.example,,,a@new.example,,,\n");
        var empty = _run.Write("empty", "\n");

        await _run.RunAsync("migrate", "--source-password-file", empty, "--destination-login", "svc", "--destination-password-file", empty, "--mailboxes", list);

        Assert.Contains("empty is empty", _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("row 2", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneLoginForManyMailboxes_IsRefused()
    {
        var list = _run.Write("m.csv", CommandLineRun.Header + "a@old.example,,,a@new.example,,,\nb@old.example,,,b@new.example,,,\n");
        var password = _run.Write("password", "secret\n");

        await _run.RunAsync("migrate", "--source-login", "root", "--source-password-file", password, "--mailboxes", list, "--destination-login", "svc", "--destination-password-file", password);

        Assert.Contains("every row would be read from the same mailbox", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The embedded database and its journals are one machine's.", "--cluster", "redis:127.0.0.1:6379")]
    [InlineData("It names no Redis.", "--cluster", "127.0.0.1:6379")]
    [InlineData("It names no Redis.", "--cluster", "redis:")]
    [InlineData("It names no Redis.", "--cluster", "redis:h:6379,bogus=1")]
    [InlineData("A password is never given on the command line", "--cluster", "redis:h:6379,password=hunter2")]
    [InlineData("\"0.0.0.0\" is no address of one machine.", "--cluster", "redis:h", "--silo-address", "0.0.0.0")]
    [InlineData("It is missing, and whoever reaches 10.0.0.1 could take part.", "--cluster", "redis:h", "--silo-address", "10.0.0.1")]
    [InlineData("\"0\" is not a number it takes.", "--cluster", "redis:h", "--silo-port", "0")]
    [InlineData("none.pem cannot be read: there is no such file.", "--cluster", "redis:h", "--silo-certificate", "none.pem")]
    [InlineData("It says something of a cluster, and this process works for itself.", "--silo-port", "11112")]
    public async Task ClusterThatCannotBe_IsRefused_WithoutItsPassword(string says, params string[] arguments)
    {
        Assert.Equal(64, await _run.RunAsync(["serve", "--data", _run.Folder.FullName, .. arguments]));

        Assert.Contains(says, _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownCommand_IsNamedWithTheKnownOnes()
    {
        Assert.Equal(64, await _run.RunAsync("migrat"));
        Assert.Contains("There is no command \"migrat\".", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("migrate")]
    [InlineData("test imap")]
    [InlineData("test exchange")]
    [InlineData("users export")]
    [InlineData("source forwarding")]
    [InlineData("demo")]
    [InlineData("serve")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("sandbox exchange")]
    [InlineData("sandbox proxy")]
    public async Task Help_StaysAsReviewed(string command)
    {
        await _run.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Snapshot.Matches($"help-{(command.Length == 0 ? "turnstone" : command.Replace(' ', '-'))}.txt", _run.Out);
    }

    public void Dispose() => _run.Dispose();
}
