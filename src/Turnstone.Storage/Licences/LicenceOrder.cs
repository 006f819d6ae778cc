using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Licences;

/// <summary>An order of User Migration Bundles. Of two who change where it stands at the same time, one succeeds.</summary>
public sealed class LicenceOrder : Owned, ILogged
{
    /// <summary>What people and transfers call it; no two orders have the same.</summary>
    public required string Reference { get; init; }

    /// <summary>How many.</summary>
    public required int Quantity { get; set; }

    /// <summary>What one costs, in the currency's smallest unit.</summary>
    public required long UnitPrice { get; set; }

    /// <summary>The currency's ISO 4217 code in capitals.</summary>
    public required string Currency { get; set; }

    /// <summary>Who the bill is made out to.</summary>
    public required string BillingName { get; set; }

    /// <summary>Their street and number.</summary>
    public required string BillingStreet { get; set; }

    /// <summary>Their postal code.</summary>
    public required string BillingPostalCode { get; set; }

    /// <summary>Their city.</summary>
    public required string BillingCity { get; set; }

    /// <summary>Their country.</summary>
    public required string BillingCountry { get; set; }

    /// <summary>Where it stands.</summary>
    public OrderState State { get; set; }

    /// <summary>How it is paid; null while it was not placed.</summary>
    public PaymentMethod? Method { get; set; }

    /// <summary>Who ordered, and hears of it by mail.</summary>
    public required Guid OrderedBy { get; init; }

    /// <summary>When it was made up, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was placed last, UTC; null while it was not.</summary>
    public DateTimeOffset? Placed { get; set; }

    /// <summary>When it was paid, refused or cancelled, UTC; null before.</summary>
    public DateTimeOffset? Settled { get; set; }

    /// <summary>Why it is not paid, for people: what the bank said of the card, or an Administrator of the transfer. Empty where there is nothing to say.</summary>
    public string Problem { get; set; } = "";

    /// <summary>How often a card was tried: each try has a key of its own, by which it is charged once at most.</summary>
    public int CardAttempts { get; set; }

    /// <summary>The card as the payment provider names it; null while none is tried.</summary>
    public string? Card { get; set; }

    /// <summary>The payment as the provider names it; null while that is not known.</summary>
    public string? PaymentId { get; set; }

    string ILogged.Called => Reference;
}
