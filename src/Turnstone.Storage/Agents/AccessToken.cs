using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Agents;

/// <summary>A personal access token: lets a script act as its agent in one workgroup. The token itself is kept nowhere.</summary>
public sealed class AccessToken : Owned, ILogged
{
    /// <summary>As whom it acts.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token, in hexadecimal digits. The token has 256 random bits: no salt adds to that.</summary>
    public required string Hash { get; init; }

    /// <summary>What of its agent's rights it has.</summary>
    public required TokenScope Scope { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on it is refused, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When it was taken back, UTC; null while it holds.</summary>
    public DateTimeOffset? Revoked { get; set; }

    /// <summary>When it was last used, UTC, to the minute; null where it never was.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    string ILogged.Called => Name;
}
