using Turnstone.Client;
using Turnstone.Client.Coupons;
using Turnstone.Client.Customers;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Orders;
using Turnstone.Client.People;
using Turnstone.Client.Projects;

namespace Turnstone.Cli.Remote;

/// <summary>Finds things by their id, or by a name that one of them alone has. Case does not count.</summary>
internal sealed class RemoteNames(TurnstoneClient client)
{
    /// <summary>A customer, by id, company name or primary domain.</summary>
    public Task<CustomerInfo> CustomerAsync(string name, CancellationToken cancellationToken) => CustomerAsync(name, archived: false, cancellationToken);

    /// <summary>The same; one that was put away where <paramref name="archived"/> says so.</summary>
    public Task<CustomerInfo> CustomerAsync(string name, bool archived, CancellationToken cancellationToken) => FindAsync(
        "customer", name, client.GetCustomerAsync,
        (skip, cancel) => client.ListCustomersAsync(name, archived, skip, Pages.Size, cancel),
        customer => Same(customer.CompanyName, name) || Same(customer.PrimaryDomain, name), customer => customer.Id, cancellationToken);

    /// <summary>An endpoint, by id or name.</summary>
    public Task<EndpointInfo> EndpointAsync(string name, CancellationToken cancellationToken) => EndpointAsync(name, archived: false, cancellationToken);

    /// <summary>The same; one that was put away where <paramref name="archived"/> says so.</summary>
    public Task<EndpointInfo> EndpointAsync(string name, bool archived, CancellationToken cancellationToken) => FindAsync(
        "endpoint", name, client.GetEndpointAsync,
        (skip, cancel) => client.ListEndpointsAsync(name, archived: archived, skip: skip, take: Pages.Size, cancellationToken: cancel),
        endpoint => Same(endpoint.Name, name), endpoint => endpoint.Id, cancellationToken);

    /// <summary>A project, by id or name.</summary>
    public Task<ProjectInfo> ProjectAsync(string name, CancellationToken cancellationToken) => ProjectAsync(name, archived: false, cancellationToken);

    /// <summary>The same; one that was put away where <paramref name="archived"/> says so.</summary>
    public Task<ProjectInfo> ProjectAsync(string name, bool archived, CancellationToken cancellationToken) => FindAsync(
        "project", name, client.GetProjectAsync,
        (skip, cancel) => client.ListProjectsAsync(name, archived: archived, skip: skip, take: Pages.Size, cancellationToken: cancel),
        project => Same(project.Name, name), project => project.Id, cancellationToken);

    /// <summary>A mailbox of a project, by id or by its address on either side.</summary>
    public Task<MailboxInfo> MailboxAsync(Guid project, string name, CancellationToken cancellationToken) => FindAsync(
        "mailbox", name, client.GetMailboxAsync,
        (skip, cancel) => client.ListMailboxesAsync(project, name, skip: skip, take: Pages.Size, cancellationToken: cancel),
        mailbox => Same(mailbox.SourceAddress, name) || Same(mailbox.DestinationAddress, name), mailbox => mailbox.Id, cancellationToken);

    /// <summary>A person of a customer, by id or by their address.</summary>
    public Task<CustomerUserInfo> CustomerUserAsync(Guid customer, string name, CancellationToken cancellationToken) => FindAsync(
        "person", name, client.GetCustomerUserAsync,
        (skip, cancel) => client.ListCustomerUsersAsync(customer, name, skip: skip, take: Pages.Size, cancellationToken: cancel),
        user => Same(user.Address, name), user => user.Id, cancellationToken);

    /// <summary>An order, by id or by what transfers call it.</summary>
    public Task<OrderInfo> OrderAsync(string name, CancellationToken cancellationToken) => FindAsync(
        "order", name, client.GetOrderAsync,
        (skip, cancel) => client.ListOrdersAsync(skip: skip, take: Pages.Size, cancellationToken: cancel),
        order => Same(order.Reference, name), order => order.Id, cancellationToken);

    /// <summary>A coupon that the workgroup made, by id or by what it is called.</summary>
    public async Task<CouponInfo> CouponAsync(string name, CancellationToken cancellationToken)
    {
        var all = await Pages.AllAsync((skip, cancel) => client.ListCouponsAsync(skip, Pages.Size, cancel), cancellationToken);
        return Only("coupon", name, [.. all.Where(coupon => Same(coupon.Label, name) || Same($"{coupon.Id}", name))], coupon => coupon.Id);
    }

    /// <summary>One of the caller's own tokens, by id or name.</summary>
    public async Task<TokenInfo> TokenAsync(string name, CancellationToken cancellationToken)
    {
        var all = await client.ListTokensAsync(cancellationToken);
        return Only("token", name, [.. all.Where(token => Same(token.Name, name) || Same($"{token.Id}", name))], token => token.Id);
    }

    private static async Task<T> FindAsync<T>(
        string kind, string name, Func<Guid, CancellationToken, Task<T>> get, Func<int, CancellationToken, Task<Paged<T>>> list, Func<T, bool> isCalledSo, Func<T, Guid> id,
        CancellationToken cancellationToken) =>
        Guid.TryParseExact(name, "D", out var known)
            ? await get(known, cancellationToken)
            : Only(kind, name, [.. (await Pages.AllAsync(list, cancellationToken)).Where(isCalledSo)], id);

    private static T Only<T>(string kind, string name, IReadOnlyList<T> found, Func<T, Guid> id) => found.Count switch
    {
        1 => found[0],
        0 => throw RemoteTrouble.Refused($"There is no {kind} called \"{name}\" here."),
        _ => throw RemoteTrouble.Refused($"More than one {kind} is called \"{name}\": write an id, {string.Join(" or ", found.Take(3).Select(id))}."),
    };

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
