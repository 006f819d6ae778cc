namespace Turnstone.Client.Orders;

/// <summary>An amount of money.</summary>
/// <param name="Amount">How much, in the currency itself: 15.00 are fifteen dollars.</param>
/// <param name="Currency">The currency's ISO 4217 code in capitals.</param>
public sealed record Price(decimal Amount, string Currency);
