using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Licences;

/// <summary>
/// User Migration Bundles that a workgroup came by together. What is free of it is what it has less what was applied or revoked, until it
/// expires; its numbers change by conditional statements alone, so that nobody takes the last one twice.
/// </summary>
public sealed class LicencePack : Owned, ILogged
{
    /// <summary>For people: where it came from.</summary>
    public required string Label { get; init; }

    /// <summary>The order it was bought with; null where it was not bought.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Licences that were bought.</summary>
    public int Purchased { get; init; }

    /// <summary>Licences that came without being bought here: by a coupon.</summary>
    public int Granted { get; init; }

    /// <summary>Licences that people have, used or not.</summary>
    public int Applied { get; set; }

    /// <summary>Licences that were taken away: turned into coupons.</summary>
    public int Revoked { get; set; }

    /// <summary>When it came, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on it gives no licences, and those it gave admit no passes, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When people were told that it will expire, UTC; null before.</summary>
    public DateTimeOffset? ToldExpiring { get; set; }

    /// <summary>When people were told that it has expired, UTC; null before.</summary>
    public DateTimeOffset? ToldExpired { get; set; }

    string ILogged.Called => Label;
}
