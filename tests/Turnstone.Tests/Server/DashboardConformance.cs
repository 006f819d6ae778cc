using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Dashboard;
using Turnstone.Client.Licences;
using Turnstone.Client.Orders;
using Turnstone.Client.Projects;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Xunit;
using PassState = Turnstone.Storage.Passes.PassState;
using PaymentMethod = Turnstone.Client.Orders.PaymentMethod;
using StoredKind = Turnstone.Engine.Planning.PassKind;

namespace Turnstone.Tests.Server;

/// <summary>How things stand at a glance, on any database. It is noon of the 26th of November.</summary>
public abstract class DashboardConformance : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private Guid _workgroup;
    private ProjectInfo _project = null!;
    private Dictionary<string, Guid> _ids = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The connection string of a database of its own; null for the embedded one.</summary>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(licensing: Orders.Metered, postgres: await DatabaseAsync());
        _workgroup = await _world.AddWorkgroupAsync();
        _client = await _world.SignedInAsync(_workgroup);
        _project = await _client.AddProjectAsync();
        _ids = [];
        foreach (var name in new[] { "anna", "bert", "carl", "dora" })
        {
            _ids[name] = (await _client.AddAsync(_project.Id, Moves.Mailbox(name))).Id;
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);

        // Null where there is no server to be had, and the test is skipped.
        if (_world is not null)
        {
            await _world.DisposeAsync();
        }
    }

    [Fact]
    public async Task BeforeThereIsAPass_AllIsCounted_AndNothingNeedsAttention()
    {
        var found = await ReadAsync();

        Assert.Equal(new DashboardTotals { Customers = 1, Projects = 1, Mailboxes = 4, Moved = 0, HasPasses = false }, found.Totals);
        Assert.Empty(found.Attention);
        Assert.Equal(14, found.Days.Count);
        Assert.Equal((new DateOnly(2026, 11, 13), new DateOnly(2026, 11, 26)), (found.Days[0].Day, found.Days[^1].Day));
        Assert.All(found.Days, day => Assert.Equal(0, day.Completed + day.CompletedWithErrors + day.Failed));
    }

    [Fact]
    public async Task Days_HoldWhatEndedInThem_AndVerifyingIsNoWork()
    {
        await AddAsync("anna", StoredKind.Full, PassState.Completed, hoursAgo: 1, copied: 100);
        await AddAsync("bert", StoredKind.Full, PassState.CompletedWithErrors, hoursAgo: 11.9, copied: 20);
        await AddAsync("carl", StoredKind.PreStage, PassState.Failed, hoursAgo: 12.1, copied: 3);
        await AddAsync("dora", StoredKind.Verify, PassState.Completed, hoursAgo: 1, copied: 0);
        await AddAsync("anna", StoredKind.Trial, PassState.Completed, hoursAgo: (13 * 24) + 11.9, copied: 7);
        await AddAsync("anna", StoredKind.Trial, PassState.Completed, hoursAgo: (13 * 24) + 12.1, copied: 9);

        var found = await ReadAsync();

        Assert.Equal(new DashboardDay { Day = new DateOnly(2026, 11, 26), Completed = 1, CompletedWithErrors = 1, Failed = 0, Items = 120, Bytes = 120_000 }, found.Days[^1]);
        Assert.Equal(new DashboardDay { Day = new DateOnly(2026, 11, 25), Completed = 0, CompletedWithErrors = 0, Failed = 1, Items = 3, Bytes = 3000 }, found.Days[^2]);
        Assert.Equal(7, found.Days[0].Items);
        Assert.Equal((130, 2, true), (found.Days.Sum(day => day.Items), found.Totals.Moved, found.Totals.HasPasses));
    }

    [Fact]
    public async Task UnderWay_IsCountedByState_AndTheLatestAreShown()
    {
        await AddAsync("anna", StoredKind.Full, PassState.Migrating, hoursAgo: 2, copied: 10);
        await AddAsync("bert", StoredKind.Full, PassState.Stopping, hoursAgo: 1, copied: 10);
        await AddAsync("carl", StoredKind.Full, PassState.Queued, hoursAgo: 1);
        await AddAsync("dora", StoredKind.Full, PassState.WaitingForUser, hoursAgo: 1);

        var found = await ReadAsync();

        Assert.Equal((2, 1, 1), (found.Active.UnderWay, found.Active.Waiting, found.Active.WaitingForUser));
        Assert.Equal(["bert@old.example", "anna@old.example"], found.Active.Latest.Select(active => active.Pass.Mailbox));
        Assert.All(found.Active.Latest, active => Assert.Equal((_project.Id, _project.Name), (active.ProjectId, active.Project)));
        Assert.Equal((AttentionKind.UsersAwaited, 1, _project.Id), Assert.Single(found.Attention.Select(one => (one.Kind, one.Count, one.ProjectId!.Value))));
    }

    [Fact]
    public async Task Attention_BeginsWithWhatStopsMost_AndALaterPassEndsIt()
    {
        await AddAsync("anna", StoredKind.Full, PassState.CompletedWithErrors, hoursAgo: 3, errors: 5);
        await AddAsync("bert", StoredKind.Full, PassState.Failed, hoursAgo: 3, code: "destination/quota");
        await AddAsync("carl", StoredKind.Full, PassState.Failed, hoursAgo: 3, code: "source/sign-in");
        await AddAsync("dora", StoredKind.Full, PassState.Failed, hoursAgo: 3, code: "destination/unreachable");
        await RequestAsync("anna", expires: -1, given: false);
        await RequestAsync("bert", expires: -1, given: true);
        await RequestAsync("carl", expires: 1, given: false);

        var found = await ReadAsync();
        await AddAsync("dora", StoredKind.Full, PassState.Completed, hoursAgo: 1);
        await AddAsync("bert", StoredKind.Full, PassState.Queued, hoursAgo: 1);
        var later = await ReadAsync();

        Assert.Equal(
            [AttentionKind.EndpointFailing, AttentionKind.SignInFailing, AttentionKind.PassesFailed, AttentionKind.CredentialsExpired, AttentionKind.ErrorsLeft], found.Attention.Select(one => one.Kind));
        Assert.All(found.Attention, one => Assert.Equal((1, _project.Name), (one.Count, one.Project)));
        Assert.Equal(("destination/unreachable", "It was so.", "Do this."), (found.Attention[0].Code, found.Attention[0].Message, found.Attention[0].Remedy));
        Assert.Contains("5 items failed", found.Attention[^1].Message, StringComparison.Ordinal);
        Assert.Equal([AttentionKind.SignInFailing, AttentionKind.CredentialsExpired, AttentionKind.ErrorsLeft], later.Attention.Select(one => one.Kind));
    }

    [Fact]
    public async Task Licences_AreShort_OrExpire_AndOrdersWait_ForThoseWhoBuy()
    {
        foreach (var name in new[] { "anna", "bert", "carl" })
        {
            await _client.SendAsync(HttpMethod.Post, $"customers/{_project.CustomerId}/users", new CustomerUserDraft { Address = $"{name}@new.example" }).ReadAsync<CustomerUserInfo>();
        }

        await _client.SendAsync(HttpMethod.Post, $"projects/{_project.Id}/mailboxes/from-users", new MailboxesFromUsersDraft { Filter = new CustomerUserFilter() });
        var order = await _client.AddOrderAsync(100);
        await _client.PlaceAsync(order, PaymentMethod.Wire).ReadAsync<OrderInfo>();

        var before = await ReadAsync();
        await _client.SendAsync(HttpMethod.Post, $"orders/{order.Id}/accept").ReadAsync<OrderInfo>();
        var bought = await ReadAsync();
        _world.Time.Advance(TimeSpan.FromDays(340));
        var old = await (await _world.SignedInAsync(_workgroup)).SendAsync(HttpMethod.Get, "dashboard").ReadAsync<DashboardInfo>();
        var associate = await (await _world.SignedInAsync(_workgroup, Role.Associate)).SendAsync(HttpMethod.Get, "dashboard").ReadAsync<DashboardInfo>();

        Assert.Equal([AttentionKind.LicencesShort, AttentionKind.OrderAwaiting], before.Attention.Select(one => one.Kind));
        Assert.Equal((3, order.Id), (before.Attention[0].Count, before.Attention[1].OrderId));
        Assert.Empty(bought.Attention);
        Assert.Equal((AttentionKind.LicencesExpiring, 100), Assert.Single(old.Attention.Select(one => (one.Kind, one.Count))));
        Assert.Equal(0, associate.Totals.Projects);
    }

    [Fact]
    public async Task ProjectsOfOthers_AndThosePutAway_AreLeftOut()
    {
        await AddAsync("anna", StoredKind.Full, PassState.Failed, hoursAgo: 1, code: "source/sign-in");
        await AddAsync("bert", StoredKind.Full, PassState.Migrating, hoursAgo: 1);

        var associate = await (await _world.SignedInAsync(_workgroup, Role.Associate)).SendAsync(HttpMethod.Get, "dashboard").ReadAsync<DashboardInfo>();
        await using (var rows = Plane().Open(new PlaneScope.Of(_workgroup)))
        {
            rows.Projects.Single().Archived = _world.Time.GetUtcNow();
            await rows.SaveChangesAsync(Cancel);
        }

        var archived = await ReadAsync();

        foreach (var found in new[] { associate, archived })
        {
            Assert.Equal((0, 0, 0), (found.Totals.Mailboxes, found.Active.UnderWay, found.Days.Sum(day => day.Failed)));
            Assert.Empty(found.Attention);
        }
    }

    [Fact]
    public async Task AppliedLicences_SayWhose_AndAreFoundByAddressCustomerAndState()
    {
        await _client.BuyAsync(100);
        foreach (var name in new[] { "anna", "bert" })
        {
            await _client.SendAsync(HttpMethod.Post, $"customers/{_project.CustomerId}/users", new CustomerUserDraft { Address = $"{name}@new.example" }).ReadAsync<CustomerUserInfo>();
        }

        await _client.SendAsync(HttpMethod.Post, $"customers/{_project.CustomerId}/licences/apply", new CustomerUserSelection { Filter = new CustomerUserFilter() }).ReadAsync<LicencesAppliedInfo>();
        await using (var rows = Plane().Open(new PlaneScope.Of(_workgroup)))
        {
            rows.Licences.Single(row => row.Address == "bert@new.example").Used = _world.Time.GetUtcNow();
            await rows.SaveChangesAsync(Cancel);
        }

        Assert.Equal(["anna@new.example", "bert@new.example"], (await AppliedAsync("")).Items.Select(one => one.Address).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await AppliedAsync("?search=NEW.EX")).Total);
        var used = Assert.Single((await AppliedAsync("?state=used")).Items);
        Assert.Equal(("bert@new.example", "new.example", LicenceState.Used), (used.Address, used.Customer, used.State));
        Assert.StartsWith("Order TS-", used.Pack, StringComparison.Ordinal);
        Assert.Equal("anna@new.example", Assert.Single((await AppliedAsync("?state=applied&search=anna")).Items).Address);
        Assert.Empty((await AppliedAsync($"?packId={Guid.NewGuid()}")).Items);
    }

    private Task<Paged<AppliedLicenceInfo>> AppliedAsync(string query) => _client.SendAsync(HttpMethod.Get, $"licences/applied{query}").ReadAsync<Paged<AppliedLicenceInfo>>();

    private Task<DashboardInfo> ReadAsync() => _client.SendAsync(HttpMethod.Get, "dashboard").ReadAsync<DashboardInfo>();

    private PlaneDatabase Plane() => _world.Services.GetRequiredService<PlaneDatabase>();

    private async Task AddAsync(string name, StoredKind kind, PassState state, double hoursAgo, long copied = 0, long errors = 0, string? code = null)
    {
        var at = _world.Time.GetUtcNow().AddHours(-hoursAgo);
        var isOver = state >= PassState.Stopped;
        await using var rows = Plane().Open(new PlaneScope.Of(_workgroup));
        rows.Add(new MailboxPass
        {
            MailboxId = _ids[name], ProjectId = _project.Id, Mailbox = $"{name}@old.example", Kind = kind, SubmittedBy = Guid.Empty, Submitted = at, Due = at, Started = at, State = state, IsOver = isOver,
            Finished = isOver ? at : null, Copied = copied, BytesCopied = copied * 1000, Errors = errors, FailureCode = code, FailureMessage = code is null ? null : "It was so.", FailureRemedy = code is null ? null : "Do this.",
        });
        await rows.SaveChangesAsync(Cancel);
    }

    private async Task RequestAsync(string name, int expires, bool given)
    {
        var now = _world.Time.GetUtcNow();
        await using var rows = Plane().Open(new PlaneScope.Of(_workgroup));
        rows.Add(new CredentialRequest
        {
            MailboxId = _ids[name], AsksSource = true, AsksDestination = false, IsTried = false, Recipients = $"{name}@old.example", Hash = $"{Guid.NewGuid():N}", AskedById = rows.Agents.First().Id, Asked = now.AddDays(-7),
            Expires = now.AddDays(expires), Given = given ? now.AddDays(-2) : null,
        });
        await rows.SaveChangesAsync(Cancel);
    }
}
