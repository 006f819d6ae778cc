using System.Net;
using System.Text.Json.Nodes;
using Turnstone.Client.Preparation;
using Turnstone.Client.Projects;
using Turnstone.Preparation.Exchange;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Scripts that prepare the Exchange organisation of a project, over REST.</summary>
public sealed class PreparationTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private HttpClient _client = null!;
    private Guid _project;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync();
        _client = await _world.SignedInAsync(_workgroup);
        var customer = await _client.AddCustomerAsync();
        var destination = await _client.AddAsync(Moves.Destination(customer));
        _project = (await _client.AddAsync(new ProjectDraft { CustomerId = customer, Name = "Move", Region = "here", DestinationId = destination.Id })).Id;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task WithoutAnswers_ItIsTheDestinationsAccount_AndTheProjectsMailboxes()
    {
        await _client.AddAsync(_project, Moves.Mailbox("zoë"));
        await _client.AddAsync(_project, Moves.Mailbox("anna"));

        var made = await ReadAsync("");

        var answers = new ExchangeAnswers { Account = "mover@new.example", Mailboxes = ["anna@new.example", "zoë@new.example"] };
        AssertIs(answers, made);
        Assert.Equal(("Prepare-Exchange.ps1", "Undo-PrepareExchange.ps1"), (made.Forward.Name, made.Undo.Name));
        Assert.DoesNotContain("Winter-2026", made.Forward.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryAnswer_ReachesTheScript()
    {
        var query = "?account=it%40new.example&createAccount=true&access=impersonation&filter=Department%20-eq%20'Sales'&mailboxes=all&throttling=false&ews=false&messageSize=157286400";

        var made = await ReadAsync(query);

        AssertIs(
            new ExchangeAnswers
            {
                Account = "it@new.example", CreatesAccount = true, Access = new MailboxAccess.ImpersonateFiltered("Department -eq 'Sales'"), MessageSize = 150 << 20,
                Without = [ExchangeStep.Throttling, ExchangeStep.Ews],
            },
            made);
    }

    [Fact]
    public async Task AccessNone_LeavesTheStepOut_AndAGroupIsOneOfImpersonation()
    {
        var none = await ReadAsync("?access=none&mailboxes=all");
        var group = await ReadAsync("?access=impersonation&group=Moved%20people&mailboxes=all");

        AssertIs(new ExchangeAnswers { Account = "mover@new.example", Without = [ExchangeStep.Access] }, none);
        AssertIs(new ExchangeAnswers { Account = "mover@new.example", Access = new MailboxAccess.ImpersonateGroup("Moved people") }, group);
    }

    [Fact]
    public async Task EachScript_IsAFileOfItsName_AsItWasShown()
    {
        await _client.AddAsync(_project, Moves.Mailbox("anna"));
        var made = await ReadAsync("?ews=false");

        foreach (var (script, shown) in new[] { ("forward", made.Forward), ("undo", made.Undo) })
        {
            using var answer = await _client.SendAsync(HttpMethod.Get, $"projects/{_project}/preparation/{script}?ews=false");
            var disposition = answer.Content.Headers.ContentDisposition;

            Assert.Equal((HttpStatusCode.OK, "text/plain"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal(("attachment", shown.Name), (disposition?.DispositionType, disposition?.FileName));
            Assert.Equal(shown.Text, await answer.Content.ReadAsStringAsync(Cancel));
        }
    }

    [Fact]
    public async Task Faults_AreToldAllAtOnce_EachByItsField()
    {
        var problem = await AskAsync("?account=mover&access=fullAccess&group=Sales&messageSize=5").AssertRefusedAsync(HttpStatusCode.BadRequest, "preparation/answers");

        var told = problem["errors"]!.AsObject();
        Assert.Equal(["account", "group", "mailboxes", "messageSize"], told.Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Contains("not a mail address", Told(told, "account"), StringComparison.Ordinal);
        Assert.Contains("impersonation alone", Told(told, "group"), StringComparison.Ordinal);
        Assert.Contains("The project has no mailboxes yet", Told(told, "mailboxes"), StringComparison.Ordinal);
        Assert.Contains("1 MB to 2047 MB", Told(told, "messageSize"), StringComparison.Ordinal);
        await AskAsync("/forward?account=mover&mailboxes=all").AssertRefusedAsync(HttpStatusCode.BadRequest, "preparation/answers");
    }

    [Fact]
    public async Task GroupAndFilter_ContradictEachOther()
    {
        await _client.AddAsync(_project, Moves.Mailbox("anna"));

        var both = await AskAsync("?access=impersonation&group=Sales&filter=Name%20-eq%20'A'").AssertRefusedAsync(HttpStatusCode.BadRequest, "preparation/answers");

        Assert.Equal(["group"], both["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task AnotherAgentsProject_IsNotThere()
    {
        var other = await _world.SignedInAsync(_workgroup, Role.Associate);

        await other.SendAsync(HttpMethod.Get, $"projects/{_project}/preparation?mailboxes=all").AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
        await other.SendAsync(HttpMethod.Get, $"projects/{_project}/preparation/undo?mailboxes=all").AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
    }

    private static string Told(JsonObject errors, string field) => (string)errors[field]!.AsArray()[0]!;

    private static void AssertIs(ExchangeAnswers answers, PreparationInfo made)
    {
        var scripts = ExchangeScripts.Make(answers);
        Assert.Equal(scripts.Forward, made.Forward.Text);
        Assert.Equal(scripts.Undo, made.Undo.Text);
        Assert.Equal(ExchangePlan.Of(answers).Select(step => (step.What, step.Why)), made.Steps.Select(step => (step.What, step.Why)));
    }

    private Task<PreparationInfo> ReadAsync(string query) => AskAsync(query).ReadAsync<PreparationInfo>();

    private Task<HttpResponseMessage> AskAsync(string rest) => _client.SendAsync(HttpMethod.Get, $"projects/{_project}/preparation{rest}");
}
