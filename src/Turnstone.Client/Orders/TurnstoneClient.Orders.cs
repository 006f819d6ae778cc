using Turnstone.Client.Orders;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists orders, the newest first.</summary>
    public Task<Paged<OrderInfo>> ListOrdersAsync(OrderState? state = null, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<OrderInfo>>(HttpMethod.Get, With("orders", ("state", state), ("skip", skip), ("take", take)), null, cancellationToken);

    /// <summary>Shows an order.</summary>
    public Task<OrderInfo> GetOrderAsync(Guid order, CancellationToken cancellationToken = default) =>
        ReadAsync<OrderInfo>(HttpMethod.Get, $"orders/{order}", null, cancellationToken);

    /// <summary>Makes up an order; the answer is its summary. Nothing is owed before it is placed.</summary>
    public Task<OrderInfo> AddOrderAsync(OrderDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<OrderInfo>("orders", draft, cancellationToken);

    /// <summary>Makes an order that was not placed what the draft says.</summary>
    public Task<OrderInfo> ChangeOrderAsync(Guid order, OrderDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<OrderInfo>(HttpMethod.Put, $"orders/{order}", draft, cancellationToken);

    /// <summary>Places an order.</summary>
    public Task<OrderInfo> PlaceOrderAsync(Guid order, PlaceDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<OrderInfo>($"orders/{order}/place", draft, cancellationToken);

    /// <summary>Gives up an order that is not paid.</summary>
    public Task<OrderInfo> CancelOrderAsync(Guid order, CancellationToken cancellationToken = default) =>
        OnceAsync<OrderInfo>($"orders/{order}/cancel", null, cancellationToken);

    /// <summary>Says that an order's transfer has come: its licences are there.</summary>
    public Task<OrderInfo> AcceptOrderAsync(Guid order, CancellationToken cancellationToken = default) =>
        OnceAsync<OrderInfo>($"orders/{order}/accept", null, cancellationToken);

    /// <summary>Says that an order's transfer is not accepted.</summary>
    public Task<OrderInfo> RefuseOrderAsync(Guid order, OrderRefusal refusal, CancellationToken cancellationToken = default) =>
        OnceAsync<OrderInfo>($"orders/{order}/refuse", refusal, cancellationToken);
}
