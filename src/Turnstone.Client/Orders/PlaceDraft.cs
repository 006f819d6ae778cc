using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Orders;

/// <summary>How an order is to be paid.</summary>
public sealed record PlaceDraft
{
    /// <summary>By which method; the order says which are offered.</summary>
    public required PaymentMethod Method { get; init; }

    /// <summary>The card as the payment provider's own form in the page named it (<c>pm_…</c>): no number of a card comes to this server. Null for a transfer.</summary>
    [StringLength(100)]
    public string? Card { get; init; }
}
