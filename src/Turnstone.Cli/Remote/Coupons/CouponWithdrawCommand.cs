using System.CommandLine;

namespace Turnstone.Cli.Remote.Coupons;

/// <summary><c>turnstone licence coupon withdraw</c>.</summary>
internal sealed class CouponWithdrawCommand : RemoteCommand
{
    private readonly Argument<string?> _coupon;

    public CouponWithdrawCommand()
        : base("withdraw", "Takes back a coupon that nobody redeemed: its licences are in their pack again.") => _coupon = AddWord("coupon", "What it is called, or its id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_coupon, "Write what it is called, or its id.", findings);
        return async (session, cancellationToken) =>
        {
            var coupon = await session.Names.CouponAsync(name, cancellationToken);
            await session.Client.WithdrawCouponAsync(coupon.Id, cancellationToken);
            return session.Tell(coupon, $"{coupon.Label} is taken back.");
        };
    }
}
