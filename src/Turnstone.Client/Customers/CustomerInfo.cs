namespace Turnstone.Client.Customers;

/// <summary>A company whose mailboxes are moved.</summary>
public sealed record CustomerInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    public required string CompanyName { get; init; }

    /// <summary>The domain of its addresses.</summary>
    public required string PrimaryDomain { get; init; }

    /// <summary>Country; empty where nobody said.</summary>
    public required string Country { get; init; }

    /// <summary>City; empty where nobody said.</summary>
    public required string City { get; init; }

    /// <summary>What it does; empty where nobody said.</summary>
    public required string Industry { get; init; }

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was put away, UTC; null while it is listed.</summary>
    public DateTimeOffset? Archived { get; init; }
}
