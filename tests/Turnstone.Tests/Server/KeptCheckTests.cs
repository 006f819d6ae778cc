using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Checks;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Projects;
using Turnstone.Server.Purging;
using Turnstone.Storage.Agents;
using Turnstone.Testing.Imap;
using Turnstone.Tests.Connectors;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>What tests of endpoints found, kept and handed out again.</summary>
public sealed class KeptCheckTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private HttpClient _client = null!;
    private Guid _customer;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync();
        _client = await _world.SignedInAsync(_workgroup);
        _customer = await _client.AddCustomerAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Test_IsKept_AndHandedOutInEachForm()
    {
        await using var server = ScriptedImapServer.Play("");
        var endpoint = await AddSourceAsync(server.Port);

        var found = await TestAsync(endpoint.Id, new EndpointTestDraft { Mailbox = "anna@old.example", Secret = "s3cret-of-anna" });

        var listed = Assert.Single(await ListAsync($"endpoints/{endpoint.Id}/checks"));
        Assert.Equal((found.CheckId, CheckSubject.SourceTest, endpoint.Address, "The Administrator"), (listed.Id, listed.Kind, listed.Subject, listed.By));
        Assert.Null(listed.Steps);
        var kept = await _client.SendAsync(HttpMethod.Get, $"checks/{found.CheckId}").ReadAsync<CheckInfo>();
        Assert.Equal(found.Steps, kept.Steps);
        var html = await ReportAsync(found.CheckId, "");
        Assert.Contains("<title>IMAP connectivity test", html, StringComparison.Ordinal);
        var json = JsonNode.Parse(await ReportAsync(found.CheckId, "?form=json"))!;
        Assert.Equal(("IMAP connectivity test", endpoint.Address, found.Steps.Count), ((string?)json["check"], (string?)json["subject"], json["steps"]!.AsArray().Count));
        Assert.Equal(found.Steps.Count + 1, (await ReportAsync(found.CheckId, "?form=CSV")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        using var unheard = await _client.SendAsync(HttpMethod.Get, $"checks/{found.CheckId}/report?form=pdf");
        Assert.Equal(HttpStatusCode.BadRequest, unheard.StatusCode);
        await using var rows = _world.Rows();
        Assert.DoesNotContain("s3cret-of-anna", (await rows.Checks.SingleAsync(Cancel)).Steps, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndpointsAreListed_WithWhatTheirLastTestCameTo()
    {
        var server = ScriptedImapServer.Play("");
        var endpoint = await AddSourceAsync(server.Port);
        await TestAsync(endpoint.Id);
        var fine = await _client.SendAsync(HttpMethod.Get, $"endpoints/{endpoint.Id}").ReadAsync<EndpointInfo>();
        await server.DisposeAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(1));

        var failed = await TestAsync(endpoint.Id);

        Assert.Null(endpoint.LastTest);
        Assert.NotEqual(StepOutcome.Failed, fine.LastTest!.Verdict);
        Assert.False(failed.IsFine);
        var listed = Assert.Single((await _client.SendAsync(HttpMethod.Get, "endpoints").ReadAsync<Paged<EndpointInfo>>()).Items);
        Assert.Equal(new LastTestInfo(StepOutcome.Failed, _world.Time.GetUtcNow()), listed.LastTest);
        Assert.StartsWith("One step failed", (await ListAsync($"endpoints/{endpoint.Id}/checks"))[0].Headline, StringComparison.Ordinal);
    }

    public static TheoryData<string, bool, EndpointTestDraft> OnesOfNoUse => new()
    {
        { "writesTestItem", true, new EndpointTestDraft { WritesTestItem = true } },
        { "secondMailbox", true, new EndpointTestDraft { SecondMailbox = "bert@old.example" } },
        { "secondMailbox", false, new EndpointTestDraft { SecondMailbox = "bert@new.example" } },
        { "triesEachMechanism", false, new EndpointTestDraft { TriesEachMechanism = true } },
        { "mailbox", false, new EndpointTestDraft { WritesTestItem = true } },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OnesOfNoUse))]
    public async Task WhatAnEndpointHasNoUseFor_IsRefused_AndNothingIsTried(string field, bool isImap, EndpointTestDraft draft)
    {
        var endpoint = await _client.AddAsync(isImap ? Moves.Source(_customer) : Moves.Destination(_customer));

        var problem = await _client.SendAsync(HttpMethod.Post, $"endpoints/{endpoint.Id}/test", draft).AssertRefusedAsync(HttpStatusCode.BadRequest, "endpoint/wrong");

        Assert.NotNull(problem["errors"]?[field]);
        Assert.Empty(await ListAsync($"endpoints/{endpoint.Id}/checks"));
    }

    [Fact]
    public async Task TestItem_IsWrittenWhereItIsAskedFor_AndNotOtherwise()
    {
        await using var exchange = await ExchangeWorld.StartAsync();
        var endpoint = await _client.AddAsync(Moves.Destination(_customer, exchange.Url.AbsoluteUri) with { Login = "mover" });

        var without = await TestAsync(endpoint.Id, new EndpointTestDraft { Mailbox = ExchangeWorld.Anna.Value });
        var with = await TestAsync(endpoint.Id, new EndpointTestDraft { Mailbox = ExchangeWorld.Anna.Value, WritesTestItem = true });

        Assert.Equal(StepOutcome.Skipped, without.Steps.Single(step => step.Name == "Test item").Outcome);
        Assert.Equal(StepOutcome.Ok, with.Steps.Single(step => step.Name == "Test item").Outcome);
    }

    [Fact]
    public async Task OnlyTheLastFewAreKept()
    {
        await using var server = ScriptedImapServer.Play("");
        var (endpoint, other) = (await AddSourceAsync(server.Port), await _client.AddAsync(Moves.Source(_customer, $"imap://127.0.0.1:{server.Port}") with { Name = "Other" }));
        await TestAsync(other.Id);
        var first = await TestAsync(endpoint.Id);
        for (var more = 0; more < 20; more++)
        {
            _world.Time.Advance(TimeSpan.FromSeconds(1));
            await TestAsync(endpoint.Id);
        }

        var kept = await ListAsync($"endpoints/{endpoint.Id}/checks");

        Assert.Equal(20, kept.Count);
        Assert.DoesNotContain(first.CheckId, kept.Select(check => (Guid?)check.Id));
        Assert.Single(await ListAsync($"endpoints/{other.Id}/checks"));
    }

    [Fact]
    public async Task OneTestOfAnEndpointAtATime_AndOneThatIsGivenUpLeavesNothing()
    {
        using var silent = new SilentServer();
        var endpoint = await AddSourceAsync(silent.Port);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var first = _client.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"endpoints/{endpoint.Id}/test") { Content = System.Net.Http.Json.JsonContent.Create(new { }) }, giveUp.Token);
        await silent.ConnectedAsync();

        await _client.SendAsync(HttpMethod.Post, $"endpoints/{endpoint.Id}/test", new EndpointTestDraft()).AssertRefusedAsync(HttpStatusCode.Conflict, "endpoint/under-test");
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        // Free again as soon as the server has noticed.
        await using var server = ScriptedImapServer.Play("");
        await _client.SendAsync(HttpMethod.Put, $"endpoints/{endpoint.Id}", Moves.Source(_customer, $"imap://127.0.0.1:{server.Port}")).ReadAsync<EndpointInfo>();
        while (true)
        {
            using var answer = await _client.SendAsync(HttpMethod.Post, $"endpoints/{endpoint.Id}/test", new EndpointTestDraft());
            if (answer.StatusCode != HttpStatusCode.Conflict)
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                break;
            }

            await Task.Yield();
        }

        Assert.Single(await ListAsync($"endpoints/{endpoint.Id}/checks"));
    }

    [Fact]
    public async Task TestThatDoesNotEnd_IsEnded_AndKept()
    {
        using var silent = new SilentServer();
        var endpoint = await AddSourceAsync(silent.Port);
        var testing = _client.SendAsync(HttpMethod.Post, $"endpoints/{endpoint.Id}/test", new EndpointTestDraft()).ReadAsync<EndpointTestInfo>();
        await silent.ConnectedAsync();

        _world.Time.Advance(TimeSpan.FromMinutes(10));
        var found = await testing;

        Assert.Equal(("Time limit", StepOutcome.Failed), (found.Steps[^1].Name, found.Steps[^1].Outcome));
        await using var rows = _world.Rows();
        Assert.Equal(found.CheckId, (await rows.Checks.SingleAsync(Cancel)).Id);
    }

    [Fact]
    public async Task TestForAProject_IsSeenByThoseWhoSeeTheProject()
    {
        await using var server = ScriptedImapServer.Play("");
        var endpoint = await AddSourceAsync(server.Port);
        var owner = await _world.SignedInAsync(_workgroup, Role.Associate);
        var project = await owner.AddAsync(new ProjectDraft { CustomerId = _customer, Name = "Theirs", Region = "here", SourceId = endpoint.Id });
        var found = await owner.SendAsync(HttpMethod.Post, $"endpoints/{endpoint.Id}/test", new EndpointTestDraft { ProjectId = project.Id }).ReadAsync<EndpointTestInfo>();
        var other = await _world.SignedInAsync(_workgroup, Role.Associate);

        await other.SendAsync(HttpMethod.Get, $"checks/{found.CheckId}").AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
        await other.SendAsync(HttpMethod.Get, $"checks/{found.CheckId}/report").AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Empty(await other.SendAsync(HttpMethod.Get, $"endpoints/{endpoint.Id}/checks").ReadAsync<IReadOnlyList<CheckInfo>>());
        await other.SendAsync(HttpMethod.Post, $"endpoints/{endpoint.Id}/test", new EndpointTestDraft { ProjectId = project.Id }).AssertRefusedAsync(HttpStatusCode.BadRequest, "endpoint/wrong");
        Assert.Equal(found.CheckId, Assert.Single(await owner.SendAsync(HttpMethod.Get, $"projects/{project.Id}/checks").ReadAsync<IReadOnlyList<CheckInfo>>()).Id);
        Assert.NotNull((await other.SendAsync(HttpMethod.Get, $"endpoints/{endpoint.Id}").ReadAsync<EndpointInfo>()).LastTest);
    }

    [Fact]
    public async Task Steps_AreForgottenWithTheCredentials_AndTheVerdictStays()
    {
        await using var server = ScriptedImapServer.Play("");
        var endpoint = await AddSourceAsync(server.Port);
        var project = await _client.AddAsync(new ProjectDraft { CustomerId = _customer, Name = "Move", Region = "here", SourceId = endpoint.Id, PurgeDays = 30 });
        var ofProject = await TestAsync(endpoint.Id, new EndpointTestDraft { ProjectId = project.Id });
        var ofNone = await TestAsync(endpoint.Id);

        await AfterAsync(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal((true, true), await HaveStepsAsync());
        await AfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((false, true), await HaveStepsAsync());
        await AfterAsync(TimeSpan.FromDays(150));
        Assert.Equal((false, false), await HaveStepsAsync());

        var again = await _world.SignedInAsync(_workgroup);
        var refused = await again.SendAsync(HttpMethod.Get, $"checks/{ofProject.CheckId}/report").AssertRefusedAsync(HttpStatusCode.Conflict, "check/forgotten");
        Assert.Contains("it said: ", (string?)refused["detail"], StringComparison.Ordinal);
        Assert.NotNull((await again.SendAsync(HttpMethod.Get, $"endpoints/{endpoint.Id}").ReadAsync<EndpointInfo>()).LastTest);

        async Task<(bool, bool)> HaveStepsAsync()
        {
            await using var rows = _world.Rows();
            var steps = await rows.Checks.ToDictionaryAsync(row => row.Id, row => row.Steps, Cancel);
            return (steps[ofProject.CheckId!.Value] is not null, steps[ofNone.CheckId!.Value] is not null);
        }
    }

    private async Task AfterAsync(TimeSpan time)
    {
        _world.Time.Advance(time);
        await _world.Services.GetRequiredService<Purge>().RunAsync(Cancel);
    }

    private Task<EndpointInfo> AddSourceAsync(int port) => _client.AddAsync(Moves.Source(_customer, $"imap://127.0.0.1:{port}"));

    private Task<EndpointTestInfo> TestAsync(Guid endpoint, EndpointTestDraft? draft = null) =>
        _client.SendAsync(HttpMethod.Post, $"endpoints/{endpoint}/test", draft ?? new EndpointTestDraft()).ReadAsync<EndpointTestInfo>();

    private Task<IReadOnlyList<CheckInfo>> ListAsync(string path) => _client.SendAsync(HttpMethod.Get, path).ReadAsync<IReadOnlyList<CheckInfo>>();

    private async Task<string> ReportAsync(Guid? check, string query)
    {
        using var answer = await _client.SendAsync(HttpMethod.Get, $"checks/{check}/report{query}");
        Assert.Equal("attachment", answer.EnsureSuccessStatusCode().Content.Headers.ContentDisposition?.DispositionType);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>Takes connections and says nothing.</summary>
    private sealed class SilentServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private TcpClient? _taken;

        public SilentServer() => _listener.Start();

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async Task ConnectedAsync() => _taken = await _listener.AcceptTcpClientAsync(Cancel);

        public void Dispose()
        {
            _taken?.Dispose();
            _listener.Dispose();
        }
    }
}
