using Turnstone.Client.Endpoints;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists endpoints by name; <paramref name="search"/> is part of the name or the address.</summary>
    public Task<Paged<EndpointInfo>> ListEndpointsAsync(
        string? search = null, Guid? customer = null, EndpointType? kind = null, bool archived = false, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<EndpointInfo>>(
            HttpMethod.Get,
            With("endpoints", ("search", search), ("customerId", customer), ("kind", kind), ("archived", archived), ("skip", skip), ("take", take)), null, cancellationToken);

    /// <summary>Shows an endpoint, without its secret.</summary>
    public Task<EndpointInfo> GetEndpointAsync(Guid endpoint, CancellationToken cancellationToken = default) =>
        ReadAsync<EndpointInfo>(HttpMethod.Get, $"endpoints/{endpoint}", null, cancellationToken);

    /// <summary>Adds an endpoint.</summary>
    public Task<EndpointInfo> AddEndpointAsync(EndpointDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<EndpointInfo>("endpoints", draft, cancellationToken);

    /// <summary>Makes an endpoint what the draft says.</summary>
    public Task<EndpointInfo> ChangeEndpointAsync(Guid endpoint, EndpointDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<EndpointInfo>(HttpMethod.Put, $"endpoints/{endpoint}", draft, cancellationToken);

    /// <summary>Puts an endpoint away; projects that use it go on.</summary>
    public Task<EndpointInfo> ArchiveEndpointAsync(Guid endpoint, CancellationToken cancellationToken = default) =>
        ReadAsync<EndpointInfo>(HttpMethod.Post, $"endpoints/{endpoint}/archive", null, cancellationToken);

    /// <summary>Offers an endpoint again that was put away.</summary>
    public Task<EndpointInfo> RestoreEndpointAsync(Guid endpoint, CancellationToken cancellationToken = default) =>
        ReadAsync<EndpointInfo>(HttpMethod.Post, $"endpoints/{endpoint}/restore", null, cancellationToken);

    /// <summary>Tries an endpoint step by step; after one step fails the rest are skipped.</summary>
    public Task<EndpointTestInfo> TestEndpointAsync(Guid endpoint, EndpointTestDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<EndpointTestInfo>(HttpMethod.Post, $"endpoints/{endpoint}/test", draft, cancellationToken);
}
