using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Orders;

namespace Turnstone.Server.Orders;

/// <summary>Which orders are asked for.</summary>
/// <param name="State">Only those that stand there; null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
public sealed record OrderQuery(QueryWord<OrderState>? State = null, [Range(0, int.MaxValue)] int Skip = 0, [Range(1, 1000)] int Take = 100);
