using System.Net;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class CustomerTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Customer_IsAdded_Changed_PutAway_AndBroughtBack()
    {
        var added = await Add("Köln Brewery", " Brewery.Example ");
        var path = $"customers/{added.Id}";
        var changed = await _client.SendAsync(HttpMethod.Put, path, new CustomerDraft { CompanyName = "Köln Breweries", PrimaryDomain = added.PrimaryDomain, City = "Köln" }).ReadAsync<CustomerInfo>();
        var archived = await _client.SendAsync(HttpMethod.Post, $"{path}/archive").ReadAsync<CustomerInfo>();

        Assert.Equal(("brewery.example", _world.Time.GetUtcNow()), (added.PrimaryDomain, added.Created));
        Assert.Equal(("Köln Breweries", "Köln"), (changed.CompanyName, changed.City));
        Assert.NotNull(archived.Archived);
        Assert.Empty((await List("")).Items);
        Assert.Single((await List("?archived=true")).Items);
        Assert.Null((await _client.SendAsync(HttpMethod.Post, $"{path}/restore").ReadAsync<CustomerInfo>()).Archived);
        Assert.Equal("Köln Breweries", (await _client.SendAsync(HttpMethod.Get, path).ReadAsync<CustomerInfo>()).CompanyName);
    }

    [Fact]
    public async Task DomainOfAnotherCustomer_IsRefused_EvenWhenThatOneIsPutAway()
    {
        var first = await Add("First", "example.com");
        await _client.SendAsync(HttpMethod.Post, $"customers/{first.Id}/archive");

        var problem = await _client.SendAsync(HttpMethod.Post, "customers", new CustomerDraft { CompanyName = "Second", PrimaryDomain = "EXAMPLE.com" })
            .AssertRefusedAsync(HttpStatusCode.Conflict, "customer/domain-taken");

        Assert.NotNull(problem["errors"]?["primaryDomain"]);
    }

    [Theory]
    [InlineData("", "example.com", "companyName")]
    [InlineData("Somebody", "", "primaryDomain")]
    [InlineData("Somebody", "no domain", "primaryDomain")]
    public async Task FieldLeftBlankOrWrong_IsNamed(string name, string domain, string field)
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, "customers", new { companyName = name, primaryDomain = domain });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Search_IgnoresCaseAndComposition_AndPages()
    {
        for (var number = 1; number <= 5; number++)
        {
            await Add($"Büro {number}", $"buero{number}.example");
        }

        await Add("Elsewhere", "else.example");

        var page = await List($"?search={Uri.EscapeDataString("BU\u0308RO")}&skip=2&take=2");

        Assert.Equal((5, "Büro 3,Büro 4"), (page.Total, string.Join(',', page.Items.Select(item => item.CompanyName))));
        Assert.Equal("Elsewhere", Assert.Single((await List("?search=ELSE.ex")).Items).CompanyName);
    }

    private Task<CustomerInfo> Add(string name, string domain) =>
        _client.SendAsync(HttpMethod.Post, "customers", new CustomerDraft { CompanyName = name, PrimaryDomain = domain }).ReadAsync<CustomerInfo>();

    private Task<Paged<CustomerInfo>> List(string query) => _client.SendAsync(HttpMethod.Get, "customers" + query).ReadAsync<Paged<CustomerInfo>>();
}
