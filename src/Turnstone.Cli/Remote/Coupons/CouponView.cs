using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Coupons;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Coupons;

internal static class CouponView
{
    public static View<CouponInfo> Of { get; } = new(
        new("Coupon", coupon => coupon.Label),
        new("Licences", coupon => Quantity.Count(coupon.Count)),
        new("State", coupon => Shown.Word(coupon.State)),
        new("Made", coupon => Shown.Moment(coupon.Created)),
        new("Expires", coupon => Shown.Moment(coupon.Expires)),
        new("Id", coupon => $"{coupon.Id}"));
}
