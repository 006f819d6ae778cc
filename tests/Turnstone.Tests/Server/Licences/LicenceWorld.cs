using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;
using Xunit;
using LicenceState = Turnstone.Client.Licences.LicenceState;

namespace Turnstone.Tests.Server.Licences;

/// <summary>Short forms for licences of a workgroup, on any server.</summary>
internal sealed class LicenceWorld(IServiceProvider services, HttpClient client, Guid workgroup, Guid customer, DateTimeOffset now)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HttpClient Client => client;

    public Guid Customer => customer;

    /// <summary>A pack with so many, which expires then: a year from now where nothing is said.</summary>
    public async Task<Guid> AddPackAsync(int count, DateTimeOffset? expires = null)
    {
        var pack = new LicencePack { Label = "Bought", Purchased = count, Created = now, Expires = expires ?? now.AddYears(1) };
        await using var rows = Open();
        rows.Add(pack);
        await rows.SaveChangesAsync(Cancel);
        return pack.Id;
    }

    /// <summary>People called user1, user2 and so on.</summary>
    public async Task<IReadOnlyList<CustomerUserInfo>> AddUsersAsync(int count, string domain = "example.com")
    {
        var users = new List<CustomerUserInfo>();
        for (var number = 1; number <= count; number++)
        {
            users.Add(await client.SendAsync(HttpMethod.Post, $"customers/{customer}/users", new CustomerUserDraft { Address = $"user{number}@{domain}" }).ReadAsync<CustomerUserInfo>());
        }

        return users;
    }

    public Task<HttpResponseMessage> PostApplyAsync(params IEnumerable<CustomerUserInfo> users) =>
        client.SendAsync(HttpMethod.Post, $"customers/{customer}/licences/apply", new CustomerUserSelection { Ids = [.. users.Select(user => user.Id)] });

    public Task<LicencesAppliedInfo> ApplyAsync(params IEnumerable<CustomerUserInfo> users) => PostApplyAsync(users).ReadAsync<LicencesAppliedInfo>();

    public Task<HttpResponseMessage> PostRemoveAsync(params IEnumerable<CustomerUserInfo> users) =>
        client.SendAsync(HttpMethod.Post, $"customers/{customer}/licences/remove", new CustomerUserSelection { Ids = [.. users.Select(user => user.Id)] });

    public Task<LicenceOverview> OverviewAsync() => client.SendAsync(HttpMethod.Get, "licences").ReadAsync<LicenceOverview>();

    public async Task<LicenceState> StateAsync(CustomerUserInfo user) => (await client.SendAsync(HttpMethod.Get, $"customer-users/{user.Id}").ReadAsync<CustomerUserInfo>()).Licence;

    public Task<Paged<CustomerUserInfo>> ListAsync(LicenceState state) =>
        client.SendAsync(HttpMethod.Get, $"customers/{customer}/users?licence={state}").ReadAsync<Paged<CustomerUserInfo>>();

    public PlaneContext Open() => services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(workgroup));
}
