using Turnstone.Preparation.Exchange;
using Xunit;

namespace Turnstone.Tests.Cli;

public sealed class PrepareExchangeCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    private string Out => Path.Combine(_run.Folder.FullName, "scripts");

    [Fact]
    public async Task Scripts_AreWritten_AndExplained()
    {
        var list = _run.Write("mailboxes.csv", CommandLineRun.Header + "a@old.example,a,secret,a@new.example,,,\nb@old.example,b,secret,o'hara@new.example,,,\n");

        Assert.Equal(0, await PrepareAsync("--account", "svc@new.example", "--mailboxes", list, "--message-size", "150MiB", "--without", "connectors"));

        var expected = ExchangeScripts.Make(new ExchangeAnswers
        {
            Account = "svc@new.example",
            Mailboxes = ["a@new.example", "o'hara@new.example"],
            MessageSize = 157_286_400,
            Without = [ExchangeStep.Connectors],
        });
        Assert.Equal(expected.Forward, File.ReadAllText(Path.Combine(Out, PreparationScripts.ForwardName)));
        Assert.Equal(expected.Undo, File.ReadAllText(Path.Combine(Out, PreparationScripts.UndoName)));
        Assert.DoesNotContain("secret", expected.Forward, StringComparison.Ordinal);
        Assert.Contains("gives the account FullAccess on the 2 mailboxes of the list, without auto-mapping", _run.Out, StringComparison.Ordinal);
        Assert.Contains("150 MB (157,286,400 bytes)", _run.Out, StringComparison.Ordinal);
        Assert.Contains(@".\Prepare-Exchange.ps1 -WhatIf", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EarlierScriptsOfOurs_GiveWay_AndOtherFilesStay()
    {
        await PrepareAsync("--account", "svc@new.example", "--all-mailboxes");
        Assert.Equal(0, await PrepareAsync("--account", "other@new.example", "--all-mailboxes"));
        Assert.Contains("'other@new.example'", File.ReadAllText(Path.Combine(Out, PreparationScripts.ForwardName)), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(Out, PreparationScripts.UndoName), "# mine");
        Assert.Equal(64, await PrepareAsync("--account", "svc@new.example", "--all-mailboxes"));

        Assert.Equal("# mine", File.ReadAllText(Path.Combine(Out, PreparationScripts.UndoName)));
        Assert.Contains("'other@new.example'", File.ReadAllText(Path.Combine(Out, PreparationScripts.ForwardName)), StringComparison.Ordinal);
        Assert.Contains("was not written by Turnstone", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongUse_IsToldAllAtOnce()
    {
        Assert.Equal(64, await PrepareAsync(
            "--account", "nobody", "--message-size", "3GiB", "--without", "everything", "--impersonate-group", "g", "--account-ou", "x", "--name", "*", "--access", "all"));

        foreach (var option in new[] { "--account:", "--message-size:", "--without:", "--impersonate-group:", "--create-account:", "--name:", "--access:", "--mailboxes:" })
        {
            Assert.Contains($"  {option} ", _run.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Out));
        Assert.Empty(_run.Out);
    }

    [Fact]
    public async Task ListWithoutTheColumn_OrWithAnEmptyOne_IsRefused()
    {
        var without = _run.Write("without.csv", "Name\nAnna\n");
        var empty = _run.Write("empty.csv", "Email;Name\n;Anna\nb@new.example;B\n");

        Assert.Equal(64, await PrepareAsync("--account", "svc@new.example", "--mailboxes", without));
        Assert.Equal(64, await PrepareAsync("--account", "svc@new.example", "--mailboxes", empty));

        Assert.Contains("without.csv: It has no column Destination Email, and none Email.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("empty.csv, row 2, column \"Email\": It is empty.", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_HasNoPlaceOnTheCommandLine()
    {
        Assert.Equal(64, await PrepareAsync("--account", "svc@new.example", "--all-mailboxes", "--password", "hunter2"));

        Assert.DoesNotContain("hunter2", _run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private Task<int> PrepareAsync(params string[] arguments) => _run.RunAsync(["prepare", "exchange", "--out", Out, .. arguments]);
}
