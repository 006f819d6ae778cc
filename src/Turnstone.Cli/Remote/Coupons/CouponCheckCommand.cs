using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Coupons;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Coupons;

/// <summary><c>turnstone licence coupon check</c>.</summary>
internal sealed class CouponCheckCommand() : CouponCodesCommand("check", "Says what codes of coupons are good for. Ends with 65 where one is good for nothing.")
{
    // Their order tells them apart: a code has no place on a screen.
    private static readonly View<(int Number, CouponCheckInfo Info)> Columns = new(
        new("Code", check => $"{check.Number}"),
        new("Licences", check => Quantity.Count(check.Info.Count)),
        new("Expires", check => Shown.Moment(check.Info.Expires)),
        new("Problem", check => check.Info.Problem));

    protected override async Task<int> DoAsync(RemoteSession session, CouponCodes codes, CancellationToken cancellationToken)
    {
        var found = await session.Client.CheckCouponsAsync(codes, cancellationToken);
        session.Printer.PrintAnswer(found, [.. found.Select((info, index) => (index + 1, info))], Columns);
        return found.All(info => info.Problem is null) ? ExitStatus.Fine : ExitStatus.Refused;
    }
}
