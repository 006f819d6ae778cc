namespace Turnstone.Client.Orders;

/// <summary>A way to pay an order, and why it is not open to this one.</summary>
/// <param name="Method">Which.</param>
/// <param name="Obstacle">Why not, for people; null where the order can be paid so.</param>
public sealed record OfferedPayment(PaymentMethod Method, string? Obstacle);
