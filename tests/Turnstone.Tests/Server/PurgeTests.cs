using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;
using Turnstone.Engine.Planning;
using Turnstone.Server.Passes;
using Turnstone.Server.Purging;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class PurgeTests : IAsyncLifetime
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
    public async Task UnusedCredentials_AreClearedAfterTheProjectsDays_AndNotBefore()
    {
        var endpoint = await _client.AddAsync(Moves.Destination(_customer));
        var mailbox = await MailboxAsync("Move", 30, endpoint.Id);

        await AfterAsync(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal((true, true), await HasAsync(mailbox, endpoint.Id));

        await AfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((false, false), await HasAsync(mailbox, endpoint.Id));
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(_workgroup));
        Assert.Equal("anna", (await rows.Mailboxes.SingleAsync(Cancel)).SourceLogin);
        Assert.Equal(
            ["New: unused for 30 days", "Move: of 1 mailboxes, unused for 30 days"],
            (await rows.Actions.Where(line => line.Action == "credentials cleared").ToListAsync(Cancel)).OrderBy(line => line.Kind).Select(line => $"{line.Subject}: {line.Details}"));
    }

    [Fact]
    public async Task EndpointOfSeveralProjects_IsKeptForTheMostPatient_AndOneOfNone180Days()
    {
        var shared = await _client.AddAsync(Moves.Destination(_customer));
        var lone = await _client.AddAsync(Moves.Destination(_customer) with { Name = "Lone" });
        var hasty = await MailboxAsync("Hasty", 30, shared.Id);
        var patient = await MailboxAsync("Patient", 60, shared.Id);

        await AfterAsync(TimeSpan.FromDays(59));
        Assert.Equal((false, true), await HasAsync(hasty, shared.Id));
        Assert.Equal((true, true), await HasAsync(patient, lone.Id));

        await AfterAsync(TimeSpan.FromDays(1));
        Assert.Equal((false, false), await HasAsync(patient, shared.Id));

        await AfterAsync(TimeSpan.FromDays(119));
        Assert.Equal((false, true), await HasAsync(patient, lone.Id));
        await AfterAsync(TimeSpan.FromDays(1));
        Assert.Equal((false, false), await HasAsync(patient, lone.Id));
    }

    [Fact]
    public async Task UseInAPass_BeginsTheDaysAnew()
    {
        var source = await _client.AddAsync(Moves.Source(_customer));
        var endpoint = await _client.AddAsync(Moves.Destination(_customer));
        var mailbox = await MailboxAsync("Move", 30, endpoint.Id, source.Id);

        await AfterAsync(TimeSpan.FromDays(29));
        await _world.Services.GetRequiredService<MailboxJobs>().PrepareAsync(_workgroup, mailbox, new PassOptions(), Cancel);
        await AfterAsync(TimeSpan.FromDays(29));

        Assert.Equal((true, true), await HasAsync(mailbox, endpoint.Id));
    }

    private async Task<Guid> MailboxAsync(string name, int days, Guid destination, Guid? source = null)
    {
        var project = await _client.AddAsync(new ProjectDraft { CustomerId = _customer, Name = name, Region = "here", SourceId = source, DestinationId = destination, PurgeDays = days });
        return (await _client.AddAsync(project.Id, Moves.Mailbox("anna") with { SourceLogin = "anna", SourceSecret = "s" })).Id;
    }

    private async Task AfterAsync(TimeSpan time)
    {
        _world.Time.Advance(time);
        await _world.Services.GetRequiredService<Purge>().RunAsync(Cancel);
    }

    // By the rows: sessions end long before passwords are old.
    private async Task<(bool Mailbox, bool Endpoint)> HasAsync(Guid mailbox, Guid endpoint)
    {
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        return (
            (await rows.Mailboxes.SingleAsync(row => row.Id == mailbox, Cancel)).ProtectedSourceSecret is not null,
            (await rows.Endpoints.SingleAsync(row => row.Id == endpoint, Cancel)).ProtectedSecret is not null);
    }
}
