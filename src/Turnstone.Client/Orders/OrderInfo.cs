namespace Turnstone.Client.Orders;

/// <summary>An order of User Migration Bundles, with its summary.</summary>
public sealed record OrderInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people and transfers call it.</summary>
    public required string Reference { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrderState State { get; init; }

    /// <summary>How many licences.</summary>
    public required int Quantity { get; init; }

    /// <summary>What one costs.</summary>
    public required Price UnitPrice { get; init; }

    /// <summary>The tax on it: none. What is owed beyond the price is between the seller and the authorities.</summary>
    public required Price Tax { get; init; }

    /// <summary>What is to be paid.</summary>
    public required Price Total { get; init; }

    /// <summary>Who the bill is made out to.</summary>
    public required BillingAddress Billing { get; init; }

    /// <summary>Ways to pay it; empty once it was placed.</summary>
    public required IReadOnlyList<OfferedPayment> Payments { get; init; }

    /// <summary>How it is paid; null while it was not placed.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>Where a transfer goes; empty where people are told otherwise.</summary>
    public required string WireDetails { get; init; }

    /// <summary>The payment provider's public key, which its form for cards in the page needs; null where there is none.</summary>
    public string? CardKey { get; init; }

    /// <summary>Why it is not paid, for people; empty where there is nothing to say.</summary>
    public required string Problem { get; init; }

    /// <summary>Who ordered.</summary>
    public required Guid OrderedBy { get; init; }

    /// <summary>When it was made up, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was placed, UTC; null while it was not.</summary>
    public DateTimeOffset? Placed { get; init; }

    /// <summary>When it was paid, refused or cancelled, UTC; null before.</summary>
    public DateTimeOffset? Settled { get; init; }
}
