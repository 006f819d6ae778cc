namespace Turnstone.Client.Coupons;

/// <summary>What became of a coupon.</summary>
public enum CouponState
{
    /// <summary>It can be redeemed.</summary>
    Open,

    /// <summary>Somebody redeemed it.</summary>
    Redeemed,

    /// <summary>It was taken back.</summary>
    Withdrawn,

    /// <summary>Its licences expired before anybody redeemed it.</summary>
    Expired,
}
