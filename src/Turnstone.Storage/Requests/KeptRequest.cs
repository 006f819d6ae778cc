using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Requests;

/// <summary>
/// A request that came with a key, so that the same one sent again is not done again. Whoever does it writes <see cref="IsDone"/> in the transaction
/// of what it does, under its <see cref="Attempt"/>: after a process that died it is known whether anything was done, and one that was believed dead
/// does nothing more.
/// </summary>
public sealed class KeptRequest : Owned
{
    /// <summary>The longest key, in characters.</summary>
    public const int LongestKey = 200;

    /// <summary>Whose key it is: each agent of a workgroup has keys of their own.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>The key, as it was sent.</summary>
    public required string Key { get; init; }

    /// <summary>What was asked, as a hash; encrypted, since requests hold passwords that could be guessed by it.</summary>
    public required string ProtectedFingerprint { get; init; }

    /// <summary>How often somebody began to do it; part of all that is written of it.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>From when on somebody else may do it where nothing was done, UTC.</summary>
    public required DateTimeOffset HeldUntil { get; set; }

    /// <summary>Whether it changed anything.</summary>
    public bool IsDone { get; set; }

    /// <summary>The answer, encrypted; null while there is none, and where it was too long to be kept.</summary>
    public string? ProtectedAnswer { get; set; }

    /// <summary>When it was first sent, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was answered, UTC; null while it is not.</summary>
    public DateTimeOffset? Answered { get; set; }
}
