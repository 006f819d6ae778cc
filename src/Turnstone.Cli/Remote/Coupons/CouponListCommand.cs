using System.CommandLine;

namespace Turnstone.Cli.Remote.Coupons;

/// <summary><c>turnstone licence coupon list</c>.</summary>
internal sealed class CouponListCommand() : RemoteCommand("list", "Lists coupons that the workgroup made, the newest first.")
{
    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell) => async (session, cancellationToken) => session.ShowAll(
        await Pages.AllAsync((skip, cancel) => session.Client.ListCouponsAsync(skip, Pages.Size, cancel), cancellationToken), CouponView.Of);
}
