using Turnstone.Server.Orders;

namespace Turnstone.Server.Licences;

/// <summary>That a server meters, and what licences cost on it.</summary>
public sealed record LicensingSettings
{
    /// <summary>What one licence costs; more than nothing.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>Where wire transfers go, as mails and orders tell it; empty where people are told otherwise.</summary>
    public string WireDetails { get; init; } = "";

    /// <summary>How cards are charged; null for a server that takes none.</summary>
    public StripeSettings? Stripe { get; init; }
}
