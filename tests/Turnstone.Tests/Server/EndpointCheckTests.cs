using Turnstone.Client.Endpoints;
using Turnstone.Client.Projects;
using Turnstone.Testing.Imap;
using Turnstone.Tests.Connectors;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Endpoints that are tried, one by one and as a project's two.</summary>
public sealed class EndpointCheckTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private Guid _customer;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        _customer = await _client.AddCustomerAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task ImapEndpoint_IsReachedWithoutSigningIn_AndOpenedWhereAMailboxIsNamed()
    {
        await using var server = ScriptedImapServer.Play("");
        var endpoint = await _client.AddAsync(Moves.Source(_customer, $"imap://127.0.0.1:{server.Port}"));

        var reached = await Test(endpoint.Id, new EndpointTestDraft());
        var before = server.SignIns;
        var opened = await Test(endpoint.Id, new EndpointTestDraft { Mailbox = "anna@old.example", Secret = "s3cret" });

        Assert.Equal((true, 0), (reached.IsFine, before));
        Assert.Equal(StepOutcome.Skipped, reached.Steps.Single(step => step.Name == "Sign-in").Outcome);
        Assert.True(opened.IsFine, opened.Fault);
        Assert.Equal(StepOutcome.Ok, opened.Steps.Single(step => step.Name == "Folders").Outcome);
    }

    [Fact]
    public async Task ExchangeEndpoint_SignsItsAccountIn_AndOpensAMailboxThatIsNamed()
    {
        await using var exchange = await ExchangeWorld.StartAsync();
        var endpoint = await _client.AddAsync(At(exchange));

        var account = await Test(endpoint.Id, new EndpointTestDraft());
        var mailbox = await Test(endpoint.Id, new EndpointTestDraft { Mailbox = ExchangeWorld.Anna.Value });

        Assert.True(account.IsFine, account.Fault);
        Assert.Contains("mover", account.Steps.Single(step => step.Name == "Sign-in").Detail, StringComparison.Ordinal);
        Assert.True(mailbox.IsFine, mailbox.Fault);
        Assert.Contains("anna@new.example", mailbox.Steps.Single(step => step.Name == "Mailbox").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_IsValid_WhenBothSidesWork()
    {
        await using var imap = ScriptedImapServer.Play("");
        await using var exchange = await ExchangeWorld.StartAsync();

        var check = await Validate(Moves.Source(_customer, $"imap://127.0.0.1:{imap.Port}"), At(exchange));

        Assert.Equal((null, ""), (check.AtFault, check.Error));
        Assert.True(check.Source!.IsFine && check.Destination!.IsFine);
    }

    [Fact]
    public async Task WrongPasswordOfTheServiceAccount_LeadsBackToTheDestination()
    {
        await using var imap = ScriptedImapServer.Play("");
        await using var exchange = await ExchangeWorld.StartAsync();

        var check = await Validate(Moves.Source(_customer, $"imap://127.0.0.1:{imap.Port}"), At(exchange) with { Secret = "falsch-1" });

        Assert.Equal(ProjectSide.Destination, check.AtFault);
        Assert.Contains("Check the account and its password", check.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("falsch-1", check.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SourceThatIsNotThere_LeadsBackToTheSource_AndBothAreTried()
    {
        var gone = ScriptedImapServer.Play("");
        await gone.DisposeAsync();
        await using var exchange = await ExchangeWorld.StartAsync();

        var check = await Validate(Moves.Source(_customer, $"imap://127.0.0.1:{gone.Port}"), At(exchange));

        Assert.Equal(ProjectSide.Source, check.AtFault);
        Assert.StartsWith("Connection: ", check.Error, StringComparison.Ordinal);
        Assert.True(check.Destination!.IsFine, check.Destination.Fault);
    }

    [Fact]
    public async Task ProjectWithoutEndpoints_IsLedToTheSource()
    {
        var project = await _client.AddAsync(new ProjectDraft { CustomerId = _customer, Name = "Move", Region = "here" });

        var check = await _client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/validate").ReadAsync<ProjectCheckInfo>();

        Assert.Equal(ProjectSide.Source, check.AtFault);
        Assert.Equal("No source endpoint is chosen: choose one, or add one.", check.Error);
    }

    private EndpointDraft At(ExchangeWorld exchange) => Moves.Destination(_customer, exchange.Url.AbsoluteUri) with { Login = "mover" };

    private Task<EndpointTestInfo> Test(Guid endpoint, EndpointTestDraft draft) => _client.SendAsync(HttpMethod.Post, $"endpoints/{endpoint}/test", draft).ReadAsync<EndpointTestInfo>();

    private async Task<ProjectCheckInfo> Validate(EndpointDraft source, EndpointDraft destination)
    {
        var (from, to) = (await _client.AddAsync(source), await _client.AddAsync(destination));
        var project = await _client.AddAsync(new ProjectDraft { CustomerId = _customer, Name = "Move", Region = "here", SourceId = from.Id, DestinationId = to.Id });
        return await _client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/validate").ReadAsync<ProjectCheckInfo>();
    }
}
