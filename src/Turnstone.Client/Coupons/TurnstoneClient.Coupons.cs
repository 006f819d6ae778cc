using Turnstone.Client.Coupons;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists coupons that the workgroup made, the newest first.</summary>
    public Task<Paged<CouponInfo>> ListCouponsAsync(int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<CouponInfo>>(HttpMethod.Get, With("coupons", ("skip", skip), ("take", take)), null, cancellationToken);

    /// <summary>Turns unused licences into a coupon. The answer is the only place that shows its code.</summary>
    public Task<NewCoupon> MakeCouponAsync(CouponDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<NewCoupon>("coupons", draft, cancellationToken);

    /// <summary>Takes back a coupon that nobody redeemed: its licences are in their pack again.</summary>
    public Task WithdrawCouponAsync(Guid coupon, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"coupons/{coupon}", null, cancellationToken);

    /// <summary>Says what codes are good for.</summary>
    public Task<IReadOnlyList<CouponCheckInfo>> CheckCouponsAsync(CouponCodes codes, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<CouponCheckInfo>>(HttpMethod.Post, "coupons/check", codes, cancellationToken);

    /// <summary>Redeems coupons: all of them or none.</summary>
    public Task<CouponsAppliedInfo> ApplyCouponsAsync(CouponCodes codes, CancellationToken cancellationToken = default) =>
        OnceAsync<CouponsAppliedInfo>("coupons/apply", codes, cancellationToken);
}
