using System.ComponentModel.DataAnnotations;

namespace Turnstone.Server.Coupons;

/// <summary>Which coupons are asked for.</summary>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to take at most.</param>
public sealed record CouponQuery([Range(0, int.MaxValue)] int Skip = 0, [Range(1, 1000)] int Take = 100);
