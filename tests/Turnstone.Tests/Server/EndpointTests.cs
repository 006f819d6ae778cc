using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Endpoints;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class EndpointTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private Guid _customer;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        _customer = await _client.AddCustomerAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Endpoint_IsAdded_Changed_PutAway_AndOfferedAgain()
    {
        var added = await _client.AddAsync(Moves.Source(_customer, " IMAPS://Mail.Old.Example "));
        var path = $"endpoints/{added.Id}";
        var changed = await _client.SendAsync(HttpMethod.Put, path, Moves.Source(_customer, "imap://mail.old.example:10143?tls=none") with { Name = "Older" }).ReadAsync<EndpointInfo>();
        var archived = await _client.SendAsync(HttpMethod.Post, $"{path}/archive").ReadAsync<EndpointInfo>();

        Assert.Equal(("imaps://mail.old.example:993", false), (added.Address, added.HasSecret));
        Assert.Equal(("imap://mail.old.example:10143?tls=none", "Older"), (changed.Address, changed.Name));
        Assert.Equal(_world.Time.GetUtcNow(), archived.Archived);
        Assert.Empty((await List("")).Items);
        Assert.Null((await _client.SendAsync(HttpMethod.Post, $"{path}/restore").ReadAsync<EndpointInfo>()).Archived);
        Assert.Equal("Older", (await _client.SendAsync(HttpMethod.Get, path).ReadAsync<EndpointInfo>()).Name);
    }

    [Fact]
    public async Task Search_IgnoresCase_AndNarrowsToCustomerAndKind()
    {
        var other = await _client.AddCustomerAsync("other.example");
        await _client.AddAsync(Moves.Source(_customer));
        await _client.AddAsync(Moves.Destination(_customer));
        await _client.AddAsync(Moves.Source(other, "imaps://imap.other.example"));

        Assert.Equal(3, (await List("")).Total);
        Assert.Equal(2, (await List($"?customerId={_customer}")).Total);
        Assert.Equal("New", Assert.Single((await List("?kind=exchange")).Items).Name);
        Assert.Equal(other, Assert.Single((await List("?search=IMAP.Other")).Items).CustomerId);
        Assert.Equal(2, (await List("?search=oLD")).Total);
        using var unheard = await _client.SendAsync(HttpMethod.Get, "endpoints?kind=pop3");
        Assert.Equal(HttpStatusCode.BadRequest, unheard.StatusCode);
    }

    [Fact]
    public async Task Secret_IsEncrypted_NeverComesBack_AndIsTakenAwayByAnEmptyOne()
    {
        var draft = Moves.Destination(_customer);
        var added = await _client.AddAsync(draft);

        using var answer = await _client.SendAsync(HttpMethod.Get, $"endpoints/{added.Id}");
        var kept = await Change(added.Id, draft with { Secret = null, Name = "Newer" });
        var taken = await Change(added.Id, draft with { Secret = "", Login = null });

        Assert.DoesNotContain(draft.Secret!, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal((true, CredentialKind.Password), (added.HasSecret, added.SecretKind));
        Assert.True(kept.HasSecret);
        Assert.Equal((false, null), (taken.HasSecret, taken.SecretKind));
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        Assert.Null((await rows.Endpoints.SingleAsync(Cancel)).ProtectedSecret);
        Assert.All(await rows.Actions.ToListAsync(Cancel), line => Assert.DoesNotContain(draft.Secret!, line.Details, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StoredSecret_DoesNotGoToAnotherServer_UntilItIsEnteredAgain()
    {
        var draft = Moves.Destination(_customer);
        var added = await _client.AddAsync(draft);
        var elsewhere = draft with { Address = "https://elsewhere.example", Secret = null };

        await _client.SendAsync(HttpMethod.Put, $"endpoints/{added.Id}", elsewhere).AssertRefusedAsync(HttpStatusCode.Conflict, "endpoint/secret-needed");
        var entered = await Change(added.Id, elsewhere with { Secret = "Winter-2027" });

        Assert.Equal("https://elsewhere.example/EWS/Exchange.asmx", entered.Address);
    }

    [Fact]
    public async Task NameOfAnotherEndpointOfTheCustomer_IsRefused()
    {
        await _client.AddAsync(Moves.Source(_customer));

        await _client.SendAsync(HttpMethod.Post, "endpoints", Moves.Source(_customer) with { Name = " oLd " }).AssertRefusedAsync(HttpStatusCode.Conflict, "endpoint/name-taken");
        Assert.NotNull(await _client.AddAsync(Moves.Source(await _client.AddCustomerAsync("other.example"))));
    }

    [Fact]
    public async Task KindAndCustomer_Stay()
    {
        var added = await _client.AddAsync(Moves.Source(_customer));
        var other = await _client.AddCustomerAsync("other.example");

        await _client.SendAsync(HttpMethod.Put, $"endpoints/{added.Id}", Moves.Destination(_customer)).AssertRefusedAsync(HttpStatusCode.Conflict, "endpoint/fixed");
        await _client.SendAsync(HttpMethod.Put, $"endpoints/{added.Id}", Moves.Source(other)).AssertRefusedAsync(HttpStatusCode.Conflict, "endpoint/fixed");
    }

    public static TheoryData<string, EndpointDraft> WrongOnes => new()
    {
        { "address", Moves.Source(default, "mail.old.example") },
        { "address", Moves.Source(default, "imaps://user@mail.old.example") },
        { "address", Moves.Destination(default, "ftp://mail.new.example") },
        { "administratorForm", Moves.Source(default) with { Login = "admin", Secret = "x" } },
        { "administratorForm", Moves.Source(default) with { Login = "admin", Secret = "x", AdministratorForm = "somehow" } },
        { "login", Moves.Source(default) with { Secret = "x", AdministratorForm = "authzid" } },
        { "login", Moves.Source(default) with { Secret = "x" } },
        { "secret", Moves.Source(default) with { Login = "admin", AdministratorForm = "separator:*" } },
        { "secret", Moves.Source(default) with { SecretKind = CredentialKind.ServiceAccountKey, Secret = "{}" } },
        { "secret", Moves.Source(default) with { SecretKind = CredentialKind.ClientSecret, Secret = "x", TokenClient = "id", TokenEndpoint = "http://login.example/token" } },
        { "tokenEndpoint", Moves.Source(default) with { SecretKind = CredentialKind.ClientSecret, Secret = "x", TokenClient = "id" } },
        { "access", Moves.Source(default) with { Access = AccessRight.Delegate } },
        { "access", Moves.Destination(default) with { Access = AccessRight.Owner } },
        { "access", Moves.Destination(default) with { Login = null, Secret = null, Access = AccessRight.Impersonate } },
        { "scheme", Moves.Destination(default) with { SecretKind = CredentialKind.Token } },
        { "administratorForm", Moves.Destination(default) with { AdministratorForm = "authzid" } },
        { "trustedAuthorities", Moves.Destination(default) with { TrustedAuthorities = "no certificate" } },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WrongOnes))]
    public async Task WhatNoServerCouldBeReachedBy_IsRefused_WithTheField(string field, EndpointDraft draft)
    {
        var problem = await _client.SendAsync(HttpMethod.Post, "endpoints", draft with { CustomerId = _customer }).AssertRefusedAsync(HttpStatusCode.BadRequest, "endpoint/wrong");

        Assert.NotNull(problem["errors"]?[field]);
    }

    [Fact]
    public async Task CustomerOfNobody_IsRefused() =>
        await _client.SendAsync(HttpMethod.Post, "endpoints", Moves.Source(Guid.NewGuid())).AssertRefusedAsync(HttpStatusCode.BadRequest, "customer/unknown");

    private Task<EndpointInfo> Change(Guid id, EndpointDraft draft) => _client.SendAsync(HttpMethod.Put, $"endpoints/{id}", draft).ReadAsync<EndpointInfo>();

    private Task<Paged<EndpointInfo>> List(string query) => _client.SendAsync(HttpMethod.Get, "endpoints" + query).ReadAsync<Paged<EndpointInfo>>();
}
