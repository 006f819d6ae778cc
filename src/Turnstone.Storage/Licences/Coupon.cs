namespace Turnstone.Storage.Licences;

/// <summary>
/// Licences on their way from one workgroup to another. It is no workgroup's row: whoever has the code, which is kept nowhere, may take it. It is
/// found by the code's hash alone, and listed to those who made it.
/// </summary>
public sealed class Coupon
{
    /// <summary>Its id; one made later sorts behind.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the code, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>What those who made it call it.</summary>
    public required string Label { get; init; }

    /// <summary>Licences it is good for.</summary>
    public required int Count { get; init; }

    /// <summary>The workgroup that made it.</summary>
    public required Guid MadeIn { get; init; }

    /// <summary>The pack that the licences were taken from.</summary>
    public required Guid PackId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When its licences expire, UTC: as in the pack they come from.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When it was redeemed, UTC; null before.</summary>
    public DateTimeOffset? Redeemed { get; set; }

    /// <summary>When it was taken back by those who made it, UTC; null where it was not.</summary>
    public DateTimeOffset? Withdrawn { get; set; }
}
