using Turnstone.Client.Notices;
using Turnstone.Client.People;
using Turnstone.Client.Projects;
using Turnstone.Testing.Mail;
using Turnstone.Tests.Server;
using Xunit;

namespace Turnstone.Tests.Cli.Remote;

/// <summary>What a project tells by mail, and how long it keeps credentials, by command.</summary>
public sealed class RemoteNoticeTests : IAsyncLifetime
{
    private readonly SmtpListener _mail = new();
    private ServerWorld _world = null!;
    private RemoteRun _run = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(mail: _mail);
        var client = await _world.WithTokenAsync(await _world.AddWorkgroupAsync(), AccessScope.Full);
        _run = new RemoteRun(_world) { Variables = { ["TURNSTONE_SERVER"] = RemoteRun.Server, ["TURNSTONE_TOKEN"] = client.DefaultRequestHeaders.Authorization!.Parameter! } };
        await _run.FineAsync("customer", "add", "Example", "--domain", "new.example");
        await _run.FineAsync("project", "create", "Move", "--customer", "Example", "--region", "here", "--option", "Invented=1", "--keep-unknown-options");
        await _run.FineAsync("mailbox", "add", "Move", "anna@old.example", "anna@new.example");
        await _run.FineAsync("mailbox", "add", "Move", "bert@old.example", "bert@new.example");
    }

    public async ValueTask DisposeAsync()
    {
        _run.Dispose();
        await _world.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task Words_AreTriedKeptAndGivenUp()
    {
        var body = _run.Write("body.txt", "Dear {{ user }},\n\non {{ date }}.\n");
        var names = (await _run.JsonAsync<NoticeTemplateInfo>("notice", "template", "show", "Move", "afterCutOver")).Names;
        Assert.NotEmpty(names);
        var named = _run.Write("named.txt", $"Now {{{{ {names[0]} }}}}.\n");

        var tried = await _run.RunAsync("notice", "template", "preview", "Move", "afterCutOver", "--subject", "It is done", "--body-file", named, "--mailbox", "anna@old.example");
        var broken = await _run.RunAsync("notice", "template", "change", "Move", "afterCutOver", "--subject", "{{ nobody", "--body-file", body);
        var own = await _run.JsonAsync<NoticeTemplateInfo>("notice", "template", "change", "move", "aftercutover", "--subject", "It is done", "--body-file", named);

        Assert.True(tried.Status == 0, tried.Error);
        Assert.Contains("It is done", tried.Out, StringComparison.Ordinal);
        Assert.Equal(65, broken.Status);
        Assert.Contains("(notice/template)", broken.Error, StringComparison.Ordinal);
        Assert.Equal((NoticeKind.AfterCutOver, "It is done", true), (own.Kind, own.Subject, own.IsOwn));
        Assert.Matches("afterCutOver +the project's +It is done", await _run.FineAsync("notice", "template", "list", "Move"));
        Assert.Equal("afterCutOver is told in the house's words again.\n", await _run.FineAsync("notice", "template", "reset", "Move", "afterCutOver"));
        Assert.False((await _run.JsonAsync<NoticeTemplateInfo>("notice", "template", "show", "Move", "afterCutOver")).IsOwn);
    }

    [Fact]
    public async Task Users_AreWrittenTo_AtTheAddressesThatWereChosen()
    {
        var said = await _run.FineAsync("notice", "send", "Move", "beforePreStage", "--mailbox", "anna@old.example", "--to", "both", "--date", "2026-12-01");
        await _world.SendMailsAsync();

        Assert.Equal("2 mails for 1 mailbox on the way.\n", said);
        var mails = new[] { await _mail.NextAsync(Cancel), await _mail.NextAsync(Cancel) };
        Assert.Equal(["anna@new.example", "anna@old.example"], mails.Select(mail => mail.Recipients[0]).Order(StringComparer.Ordinal));
        Assert.All(mails, mail => Assert.Contains("1 December 2026", mail.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--mailbox:", "send", "Move", "beforePreStage")]
    [InlineData("<kind>:", "send", "Move", "passFailed", "--all")]
    [InlineData("--date:", "send", "Move", "afterCutOver", "--all", "--date", "soon")]
    [InlineData("--subject:", "template", "change", "Move", "passFailed")]
    [InlineData("<kind>:", "template", "show", "Move")]
    public async Task Faults_AreToldBeforeAnythingIsAsked(string where, params string[] command)
    {
        using var run = new RemoteRun(null);

        var said = await run.RunAsync(["notice", .. command]);

        Assert.Equal(64, said.Status);
        Assert.Contains($"  {where} ", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DaysThatCredentialsAreKept_AreChanged_AndNothingElse()
    {
        var before = await _run.JsonAsync<ProjectInfo>("project", "show", "Move");

        var after = await _run.JsonAsync<ProjectInfo>("project", "purge", "Move", "--days", "30");
        var made = await _run.JsonAsync<ProjectInfo>("project", "create", "Next", "--customer", "Example", "--region", "here", "--purge-days", "7");

        Assert.Equal((180, 30, 7), (before.PurgeDays, after.PurgeDays, made.PurgeDays));
        Assert.Equal(before with { PurgeDays = 30, SuccessAddresses = after.SuccessAddresses, FailureAddresses = after.FailureAddresses }, after);
        Assert.Equal("Invented=1", after.SupportOptions);
    }
}
