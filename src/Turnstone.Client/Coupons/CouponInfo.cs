namespace Turnstone.Client.Coupons;

/// <summary>A coupon that the workgroup made. Its code was shown once.</summary>
public sealed record CouponInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Label { get; init; }

    /// <summary>Licences it is good for.</summary>
    public required int Count { get; init; }

    /// <summary>The pack they were taken from.</summary>
    public required Guid PackId { get; init; }

    /// <summary>What became of it.</summary>
    public required CouponState State { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When its licences expire, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }
}
