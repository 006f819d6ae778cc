using System.Globalization;
using Turnstone.Client;
using Turnstone.Client.Actions;
using Turnstone.Client.Customers;
using Turnstone.Client.People;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class ActionLogTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private HttpClient _other = null!;
    private CustomerInfo _first = null!;
    private DateTimeOffset _start;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        var workgroup = await _world.AddWorkgroupAsync();
        (_client, _other) = (await _world.SignedInAsync(workgroup), await _world.SignedInAsync(workgroup, Role.Associate));
        _start = _world.Time.GetUtcNow();
        _first = await AddAsync(_client, "first.example");
        _world.Time.Advance(TimeSpan.FromHours(1));
        await AddAsync(_other, "second.example");
        _world.Time.Advance(TimeSpan.FromHours(1));
        await _client.SendAsync(HttpMethod.Put, $"customers/{_first.Id}", new CustomerDraft { CompanyName = "Changed", PrimaryDomain = "first.example" });
        await _client.SendAsync(HttpMethod.Post, "tokens", new TokenDraft { Name = "Script" });
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task WholeLog_IsTheNewestFirst_WithWhoDidIt()
    {
        var lines = await ListAsync("");

        Assert.Equal(
            ["The Administrator AccessToken Script added", "The Administrator Customer Changed changed", "The Associate Customer second.example added", "The Administrator Customer first.example added"],
            lines.Items.Select(line => $"{line.Agent} {line.Kind} {line.Subject} {line.Action}"));
        Assert.Equal((4, _start), (lines.Total, lines.Items[3].At));
        Assert.Contains("CompanyName: first.example → Changed", lines.Items[1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_IsNarrowedByKind_Subject_Agent_AndTime()
    {
        var agent = (await ServerWorld.WhoAsync(_other)).AgentId;

        Assert.Equal(3, (await ListAsync("?kind=Customer")).Total);
        Assert.Equal(["changed", "added"], (await ListAsync($"?subject={_first.Id}")).Items.Select(line => line.Action));
        Assert.Equal("second.example", Assert.Single((await ListAsync($"?agent={agent}")).Items).Subject);
        Assert.Equal("second.example", Assert.Single((await ListAsync($"?from={Moment(1)}&to={Moment(2)}")).Items).Subject);
        Assert.Equal("first.example", Assert.Single((await ListAsync($"?to={Moment(1)}")).Items).Subject);
    }

    [Fact]
    public async Task Log_IsPaged()
    {
        var page = await ListAsync("?kind=Customer&skip=1&take=1");

        Assert.Equal((3, "second.example"), (page.Total, Assert.Single(page.Items).Subject));
    }

    private string Moment(int hours) => Uri.EscapeDataString(_start.AddHours(hours).ToString("O", CultureInfo.InvariantCulture));

    private Task<Paged<ActionInfo>> ListAsync(string query) => _client.SendAsync(HttpMethod.Get, "actions" + query).ReadAsync<Paged<ActionInfo>>();

    private static Task<CustomerInfo> AddAsync(HttpClient client, string domain) =>
        client.SendAsync(HttpMethod.Post, "customers", new CustomerDraft { CompanyName = domain, PrimaryDomain = domain }).ReadAsync<CustomerInfo>();
}
