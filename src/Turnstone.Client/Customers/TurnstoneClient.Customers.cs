using Turnstone.Client.Customers;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists customers by name; <paramref name="search"/> is part of the name or domain.</summary>
    public Task<Paged<CustomerInfo>> ListCustomersAsync(
        string? search = null, bool archived = false, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<CustomerInfo>>(HttpMethod.Get, With("customers", ("search", search), ("archived", archived), ("skip", skip), ("take", take)), null, cancellationToken);

    /// <summary>Shows a customer.</summary>
    public Task<CustomerInfo> GetCustomerAsync(Guid customer, CancellationToken cancellationToken = default) =>
        ReadAsync<CustomerInfo>(HttpMethod.Get, $"customers/{customer}", null, cancellationToken);

    /// <summary>Adds a customer.</summary>
    public Task<CustomerInfo> AddCustomerAsync(CustomerDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<CustomerInfo>("customers", draft, cancellationToken);

    /// <summary>Makes a customer what the draft says.</summary>
    public Task<CustomerInfo> ChangeCustomerAsync(Guid customer, CustomerDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<CustomerInfo>(HttpMethod.Put, $"customers/{customer}", draft, cancellationToken);

    /// <summary>Puts a customer away; nothing of it is lost.</summary>
    public Task<CustomerInfo> ArchiveCustomerAsync(Guid customer, CancellationToken cancellationToken = default) =>
        ReadAsync<CustomerInfo>(HttpMethod.Post, $"customers/{customer}/archive", null, cancellationToken);

    /// <summary>Brings a customer back that was put away.</summary>
    public Task<CustomerInfo> RestoreCustomerAsync(Guid customer, CancellationToken cancellationToken = default) =>
        ReadAsync<CustomerInfo>(HttpMethod.Post, $"customers/{customer}/restore", null, cancellationToken);
}
