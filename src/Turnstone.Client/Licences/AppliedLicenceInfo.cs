namespace Turnstone.Client.Licences;

/// <summary>A licence that somebody has, or had when a pass used it.</summary>
public sealed record AppliedLicenceInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose: their address, or the one they had when they were removed.</summary>
    public required string Address { get; init; }

    /// <summary>The customer whose person they are; null where they were removed.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>The customer's name; null where they were removed.</summary>
    public string? Customer { get; init; }

    /// <summary>How it stands.</summary>
    public required LicenceState State { get; init; }

    /// <summary>The pack it is of.</summary>
    public required Guid PackId { get; init; }

    /// <summary>What that pack is called.</summary>
    public required string Pack { get; init; }

    /// <summary>When it was applied, UTC.</summary>
    public required DateTimeOffset Applied { get; init; }

    /// <summary>When a pass used it, UTC; null while none has.</summary>
    public DateTimeOffset? Used { get; init; }

    /// <summary>When it expires, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }
}
