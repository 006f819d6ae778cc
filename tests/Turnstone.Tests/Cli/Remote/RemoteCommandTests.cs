using System.Text;
using System.Text.Json;
using Turnstone.Client.Customers;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.People;
using Turnstone.Client.Projects;
using Turnstone.Client.Statistics;
using Turnstone.Testing.Mail;
using Turnstone.Tests.Server;
using Xunit;

namespace Turnstone.Tests.Cli.Remote;

/// <summary>What a person, and what a script, gets to see of a server by command.</summary>
public sealed class RemoteCommandTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private RemoteRun _run = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _run = new RemoteRun(_world);
        await SignInAsync(await _world.AddWorkgroupAsync());
    }

    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        return _world.DisposeAsync();
    }

    [Fact]
    public async Task Move_ByCommands_ReadsAsReviewed()
    {
        Snapshot.Matches("move-text.txt", await TellAsync("text"));
    }

    [Fact]
    public async Task EverythingThatWasMade_IsThere()
    {
        await TellAsync("json");

        var project = await _run.JsonAsync<ProjectInfo>("project", "show", "move");
        Assert.Equal((5, "Europe", 2), (project.MostAtOnce, project.Region, project.Mailboxes));
        Assert.NotNull(project.SourceId);
        Assert.NotNull(project.DestinationId);
        var endpoints = await _run.JsonAsync<IReadOnlyList<EndpointInfo>>("endpoint", "list", "--customer", "new.example");
        Assert.Equal([(EndpointType.Imap, true), (EndpointType.Exchange, true)], endpoints.Select(endpoint => (endpoint.Kind, endpoint.HasSecret)).Order());
        Assert.Equal((CredentialKind.ServiceAccountKey, AccessRight.Impersonate), (endpoints.Single(one => one.Kind == EndpointType.Imap).SecretKind, endpoints.Single(one => one.Kind == EndpointType.Exchange).Access));
        var mailboxes = await _run.JsonAsync<IReadOnlyList<MailboxInfo>>("mailbox", "list", "Move");
        Assert.Equal([("anna@old.example", null), ("bert@old.example", 3)], mailboxes.Select(mailbox => (mailbox.SourceAddress, mailbox.Star)));
        var pass = Assert.Single(await _run.JsonAsync<IReadOnlyList<PassInfo>>("pass", "list", "Move", "--mailbox", "anna@new.example"));
        Assert.Equal((PassKind.PreStage, PassState.Stopped), (pass.Kind, pass.State));
        Assert.Equal(2, (await _run.JsonAsync<IReadOnlyList<MailboxStatistics>>("statistics", "Move")).Count);
    }

    [Fact]
    public async Task PassOptions_ArriveAtTheServer()
    {
        await MakeAsync("text");

        await _run.FineAsync("mailbox", "star", "Move", "--mailbox", "bert@old.example", "--colour", "3");
        await _run.FineAsync("pass", "start", "Move", "--star", "3", "--pass", "full", "--at", "2026-12-01T21:00+01:00", "--priority=-7", "--newer-than", "2026-01-01", "--verify-content", "full", "--refresh-flags");

        await using var rows = _world.Rows();
        var pass = Assert.Single(rows.Passes);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 20, 0, 0, TimeSpan.Zero), pass.Due);
        Assert.Equal((-7, true), (pass.Priority, pass.RefreshFlags));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), pass.NewerThan);
    }

    [Fact]
    public async Task Refusals_AreTheServersOwnSentence_WithTheCode()
    {
        await _run.FineAsync("customer", "add", "Example", "--domain", "new.example");

        var taken = await _run.RunAsync("customer", "add", "Another", "--domain", "new.example");
        Assert.Equal(65, taken.Status);
        Assert.Matches(@"^\S.*new\.example.* \(customer/domain-taken\)\n$", taken.Error);

        var unknown = await _run.RunAsync("project", "show", "Nothing");
        Assert.Equal((65, "There is no project called \"Nothing\" here.\n"), (unknown.Status, unknown.Error));

        var nothing = await _run.RunAsync("pass", "show", Guid.NewGuid().ToString());
        Assert.Equal((65, "There is no such pass here. (not-found)\n"), (nothing.Status, nothing.Error));
    }

    [Fact]
    public async Task NameThatTwoHave_IsRefusedWithTheirIds()
    {
        await _run.FineAsync("customer", "add", "One", "--domain", "one.example");
        await _run.FineAsync("customer", "add", "Two", "--domain", "two.example");
        await _run.FineAsync("endpoint", "add", "imap", "Old", "--customer", "one", "--address", "imaps://one.example");
        var second = await _run.JsonAsync<EndpointInfo>("endpoint", "add", "imap", "Old", "--customer", "two", "--address", "imaps://two.example");

        var said = await _run.RunAsync("endpoint", "archive", "old");

        Assert.Equal(65, said.Status);
        Assert.Contains($"{second.Id}", said.Error, StringComparison.Ordinal);
        Assert.NotNull((await _run.JsonAsync<EndpointInfo>("endpoint", "archive", $"{second.Id}")).Archived);
    }

    [Fact]
    public async Task MailboxesThatMayNotHaveAPass_AreTold_AndTheOthersSubmitted()
    {
        await MakeAsync("text");
        await _run.FineAsync("pass", "start", "Move", "--mailbox", "anna@old.example");

        var said = await _run.RunAsync("pass", "start", "Move", "--all", "--output", "json");

        Assert.Equal(65, said.Status);
        Assert.Contains("anna@old.example", said.Error, StringComparison.Ordinal);
        Assert.Contains("pass/under-way", said.Error, StringComparison.Ordinal);
        Assert.Contains("\"submitted\": 1", said.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pass", "start", "Move")]
    [InlineData("pass", "stop", "Move")]
    [InlineData("mailbox", "remove", "Move")]
    public async Task NothingIsDoneWithAllMailboxes_UnlessSomebodySaysSo(params string[] command)
    {
        var said = await _run.RunAsync(command);

        Assert.Equal(64, said.Status);
        Assert.Contains("or write --all.", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FaultsOfAList_AreToldWithRowAndColumn_AndNothingIsAdded()
    {
        await MakeAsync("text");
        var list = _run.Write("faulty.csv", "Source Email,Destination Email\ncarl@old.example,\nnonsense,dora@new.example\n");

        var said = await _run.RunAsync("mailbox", "import", "Move", list);
        var looked = await _run.RunAsync("mailbox", "import", "Move", list, "--dry-run");

        Assert.Equal((64, 64), (said.Status, looked.Status));
        foreach (var error in new[] { said.Error, looked.Error })
        {
            Assert.Contains("faulty.csv, row 2, column \"Destination Email\":", error, StringComparison.Ordinal);
            Assert.Contains("faulty.csv, row 3, column \"Source Email\":", error, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await _run.JsonAsync<IReadOnlyList<MailboxInfo>>("mailbox", "list", "Move")).Count);
    }

    [Fact]
    public async Task Lists_AreWhole_HoweverManyPartsTheyComeIn()
    {
        await MakeAsync("text");
        var list = new StringBuilder("Source Email,Destination Email\n");
        for (var number = 0; number < 1100; number++)
        {
            list.Append(System.Globalization.CultureInfo.InvariantCulture, $"user{number}@old.example,user{number}@new.example\n");
        }

        await _run.FineAsync("mailbox", "import", "Move", _run.Write("many.csv", list.ToString()));

        Assert.Equal(1102, (await _run.JsonAsync<IReadOnlyList<MailboxInfo>>("mailbox", "list", "Move")).Count);
    }

    [Fact]
    public async Task Tokens_AreMadeListedAndTakenBack()
    {
        var token = (await _run.FineAsync("token", "make", "Nightly", "--scope", "operate", "--days", "7")).TrimEnd();

        Assert.StartsWith("tst_", token, StringComparison.Ordinal);
        var made = (await _run.JsonAsync<IReadOnlyList<TokenInfo>>("token", "list")).Single(one => one.Name == "Nightly");
        Assert.Equal((AccessScope.Operate, _world.Time.GetUtcNow().AddDays(7)), (made.Scope, made.Expires));
        Assert.Equal("Nightly is taken back.\n", await _run.FineAsync("token", "revoke", "nightly"));
        Assert.DoesNotContain(await _run.JsonAsync<IReadOnlyList<TokenInfo>>("token", "list"), one => one.Name == "Nightly");
    }

    [Fact]
    public async Task Agents_AreInvitedAndListed()
    {
        await using var mail = new SmtpListener();
        await using var world = await ServerWorld.StartAsync(mail: mail);
        using var run = new RemoteRun(world);
        var owner = await world.WithTokenAsync(await world.AddWorkgroupAsync(), AccessScope.Full);
        run.Variables["TURNSTONE_SERVER"] = RemoteRun.Server;
        run.Variables["TURNSTONE_TOKEN"] = owner.DefaultRequestHeaders.Authorization!.Parameter!;

        var invited = await run.JsonAsync<IReadOnlyList<InvitationInfo>>("agent", "invite", "bert@msp.example", "carla@msp.example", "--role", "manager");

        Assert.Equal([("bert@msp.example", AgentRole.Manager), ("carla@msp.example", AgentRole.Manager)], invited.Select(one => (one.Address, one.Role)));
        Assert.Contains("The Administrator", await run.FineAsync("agent", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatOthersWrote_IsTextAndNoMarkup()
    {
        await _run.FineAsync("customer", "add", "[red]Example[/] \u202e", "--domain", "new.example");

        var shown = await _run.FineAsync("customer", "list");

        Assert.Contains("[red]Example[/] ⟨U+202E⟩", shown, StringComparison.Ordinal);
    }

    /// <summary>A move from beginning to end, as it was typed and answered.</summary>
    private async Task<string> TellAsync(string output)
    {
        var told = await MakeAsync(output);
        await TellAsync(told, output, "mailbox list Move");
        await TellAsync(told, output, "mailbox star Move --mailbox bert@old.example --colour 3");
        await TellAsync(told, output, "mailbox clear-credentials Move --star 3 --source");
        await TellAsync(told, output, "mailbox export Move");
        await TellAsync(told, output, "pass start Move --mailbox anna@old.example --pass prestage --older-than 2026-06-01");
        await TellAsync(told, output, "pass list Move");
        await TellAsync(told, output, "pass stop Move --all");
        await TellAsync(told, output, "pass list Move --state stopped");
        await TellAsync(told, output, "statistics Move");
        await TellAsync(told, output, "statistics Move --csv");
        await TellAsync(told, output, "project clone Move Next");
        await TellAsync(told, output, "mailbox add Next carl@old.example carl@new.example");
        await TellAsync(told, output, "mailbox move Next --all --to Move");
        await TellAsync(told, output, "mailbox remove Move --search carl");
        await TellAsync(told, output, "project list");
        await TellAsync(told, output, "project archive Next");
        await TellAsync(told, output, "customer list");
        await TellAsync(told, output, "token list");
        return told.ToString();
    }

    private async Task<StringBuilder> MakeAsync(string output)
    {
        var key = _run.Write("key.json", Key);
        var password = _run.Write("password", "Winter-2026\n");
        var list = _run.Write("mailboxes.csv", "Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags\n"
            + "anna@old.example,,secret,anna@new.example,,,\nbert@old.example,bert,secret,bert@new.example,,,\n");
        var told = new StringBuilder();
        await TellAsync(told, output, "customer add Example --domain new.example --country Germany");
        await TellAsync(told, output, $"endpoint add imap Old --customer Example --address imaps://mail.old.example --token-key {key}");
        await TellAsync(told, output, $"endpoint add exchange New --customer new.example --address https://mail.new.example/owa --login mover@new.example --password-file {password} --access impersonate");
        await TellAsync(told, output, "endpoint list");
        await TellAsync(told, output, "project create Move --customer Example --source Old --destination new --region Europe --parallel 5 --max-mbps 50 --option FolderLimit=500");
        await TellAsync(told, output, $"mailbox import Move {list} --dry-run");
        await TellAsync(told, output, $"mailbox import Move {list}");
        return told;
    }

    private async Task TellAsync(StringBuilder told, string output, string command)
    {
        var said = await _run.RunAsync([.. command.Split(' '), "--output", output]);
        Assert.True(said.Status == 0, $"{command}: {said.Status}\n{said.Error}");
        if (output == "json" && !command.Contains("export", StringComparison.Ordinal) && !command.Contains("--csv", StringComparison.Ordinal))
        {
            JsonDocument.Parse(said.Out).Dispose();
        }

        told.Append("$ turnstone ").Append(_run.Settled(command)).Append('\n').Append(_run.Settled(said.Out)).Append(said.Error).Append('\n');
    }

    private async Task SignInAsync(Guid workgroup)
    {
        var client = await _world.WithTokenAsync(workgroup, AccessScope.Full);
        await _run.FineAsync("login", "--server", RemoteRun.Server, "--token-file", _run.Write("token", client.DefaultRequestHeaders.Authorization!.Parameter!));
    }

    private static readonly string Key = JsonSerializer.Serialize(new
    {
        type = "service_account",
        client_email = "mover@project.iam.gserviceaccount.com",
        private_key = System.Security.Cryptography.RSA.Create(2048).ExportPkcs8PrivateKeyPem(),
        token_uri = "https://oauth2.googleapis.com/token",
    });
}
