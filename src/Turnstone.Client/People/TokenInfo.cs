namespace Turnstone.Client.People;

/// <summary>A personal access token, without the token.</summary>
public record TokenInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>How much it may do.</summary>
    public required AccessScope Scope { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on it is refused, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When it was last used, UTC; null where it never was.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}
