namespace Turnstone.Client.Coupons;

/// <summary>What a code is good for.</summary>
/// <param name="Code">The code.</param>
/// <param name="Count">Licences it is good for; zero where it is good for none.</param>
/// <param name="Expires">When they expire, UTC; null where there are none.</param>
/// <param name="Problem">Why it is good for none, for people; null where it is good.</param>
public sealed record CouponCheckInfo(string Code, int Count, DateTimeOffset? Expires, string? Problem);
