using Turnstone.Client.Licences;

namespace Turnstone.Client.CustomerUsers;

/// <summary>A person at a customer.</summary>
public sealed record CustomerUserInfo : CustomerUserSettings
{
    /// <summary>Their id; they keep it, and what is theirs, when their address changes.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>When they were added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>How they stand with licences.</summary>
    public required LicenceState Licence { get; init; }

    /// <summary>When their licence expires or expired, UTC; null where they have none.</summary>
    public DateTimeOffset? LicenceExpires { get; init; }
}
