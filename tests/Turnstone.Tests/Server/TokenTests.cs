using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.People;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class TokenTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Token_HoldsUntilItExpires()
    {
        var script = await _world.WithTokenAsync(_workgroup, AccessScope.Read);
        await script.SendAsync(HttpMethod.Get, "customers").ReadAsync<Paged<CustomerInfo>>();

        _world.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        await script.SendAsync(HttpMethod.Get, "customers").ReadAsync<Paged<CustomerInfo>>();
        _world.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await script.SendAsync(HttpMethod.Get, "customers")).StatusCode);
    }

    [Fact]
    public async Task TokenTakenBack_IsRefusedFromTheNextRequestOn()
    {
        var script = await _world.WithTokenAsync(_workgroup, AccessScope.Full);
        var token = Assert.Single(await script.SendAsync(HttpMethod.Get, "tokens").ReadAsync<List<TokenInfo>>());

        Assert.Equal(HttpStatusCode.NoContent, (await script.SendAsync(HttpMethod.Delete, $"tokens/{token.Id}")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await script.SendAsync(HttpMethod.Get, "customers")).StatusCode);
    }

    [Theory]
    [InlineData(AccessScope.Read, "GET customers", true)]
    [InlineData(AccessScope.Read, "POST customers", false)]
    [InlineData(AccessScope.Read, "GET tokens", false)]
    [InlineData(AccessScope.Operate, "POST customers", true)]
    [InlineData(AccessScope.Operate, "POST tokens", false)]
    [InlineData(AccessScope.Full, "POST tokens", true)]
    public async Task Scope_BoundsWhatATokenMayDo(AccessScope scope, string request, bool isAllowed)
    {
        var script = await _world.WithTokenAsync(_workgroup, scope);
        var (method, path) = (HttpMethod.Parse(request.Split(' ')[0]), request.Split(' ')[1]);
        object? body = method == HttpMethod.Get ? null
            : path == "customers" ? new CustomerDraft { CompanyName = "A", PrimaryDomain = "a.example" } : new TokenDraft { Name = "Another" };

        var answer = script.SendAsync(method, path, body);

        if (isAllowed)
        {
            Assert.True((await answer).IsSuccessStatusCode);
        }
        else
        {
            await answer.AssertRefusedAsync(HttpStatusCode.Forbidden, "token/scope-too-low");
        }
    }

    [Fact]
    public async Task TokenItself_IsKeptNowhere()
    {
        var owner = await _world.SignedInAsync(_workgroup);
        var made = await owner.SendAsync(HttpMethod.Post, "tokens", new TokenDraft { Name = "Script" }).ReadAsync<NewToken>();

        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        var row = await rows.AccessTokens.SingleAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("tst_", made.Token, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Token["tst_".Length..], row.Hash, StringComparison.Ordinal);
        Assert.Equal(64, row.Hash.Length);
    }
}
