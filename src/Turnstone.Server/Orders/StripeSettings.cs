using Turnstone.Connectors;

namespace Turnstone.Server.Orders;

/// <summary>How cards are charged: an account at Stripe, or at what speaks as it does.</summary>
public sealed record StripeSettings
{
    /// <summary>The account's secret key.</summary>
    public required Secret Key { get; init; }

    /// <summary>The account's public key, for the form in the page that takes the card's number; empty where there is no such page.</summary>
    public string PublicKey { get; init; } = "";

    /// <summary>Where it is; null for Stripe itself.</summary>
    public Uri? Url { get; init; }

    /// <summary>How long an answer may take; what is not known by then is asked for again. Default half a minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
