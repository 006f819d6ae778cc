namespace Turnstone.Storage.Agents;

/// <summary>That an agent asked for a new password by mail. The row goes when its link is used; the code of the link is kept nowhere.</summary>
public sealed class PasswordReset
{
    /// <summary>SHA-256 of the link's code, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Whose password.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on the link is refused, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }
}
