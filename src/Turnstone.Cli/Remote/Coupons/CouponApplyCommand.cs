using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Coupons;

namespace Turnstone.Cli.Remote.Coupons;

/// <summary><c>turnstone licence coupon apply</c>.</summary>
internal sealed class CouponApplyCommand() : CouponCodesCommand("apply", "Redeems coupons: all of them or none.")
{
    protected override async Task<int> DoAsync(RemoteSession session, CouponCodes codes, CancellationToken cancellationToken)
    {
        var done = await session.Client.ApplyCouponsAsync(codes, cancellationToken);
        return session.Tell(done, $"{Shown.Count(done.Licences, "licence", "licences")} came by {Shown.Count(done.Coupons, "coupon", "coupons")}.");
    }
}
