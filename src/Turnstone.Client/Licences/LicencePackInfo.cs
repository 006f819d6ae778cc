namespace Turnstone.Client.Licences;

/// <summary>Licences that the workgroup came by together.</summary>
public sealed record LicencePackInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it came from, for people.</summary>
    public required string Label { get; init; }

    /// <summary>The order it was bought with; null where it came by a coupon.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Licences that were bought.</summary>
    public required int Purchased { get; init; }

    /// <summary>Licences that came by a coupon.</summary>
    public required int Granted { get; init; }

    /// <summary>Licences that people have, used or not.</summary>
    public required int Applied { get; init; }

    /// <summary>Of those, the ones that passes have used.</summary>
    public required int Used { get; init; }

    /// <summary>Licences that were turned into coupons.</summary>
    public required int Revoked { get; init; }

    /// <summary>Licences that can be applied: none once it has expired.</summary>
    public required int Available { get; init; }

    /// <summary>When it came, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it expires, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Whether it has.</summary>
    public required bool IsExpired { get; init; }
}
