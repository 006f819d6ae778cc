namespace Turnstone.Client.Coupons;

/// <summary>A coupon that was made.</summary>
/// <param name="Code">Its code: whoever has it may take the licences. It is shown this once.</param>
/// <param name="Coupon">The coupon.</param>
public sealed record NewCoupon(string Code, CouponInfo Coupon);
