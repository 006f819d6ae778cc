using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Journal;

/// <summary>What an item came to in this pass, as the journal records it.</summary>
public abstract record Settlement
{
    private Settlement(uint uid) => Uid = uid;

    /// <summary>The item's UID.</summary>
    public uint Uid { get; }

    /// <summary>It is at the destination: settled for good, no longer in doubt, no longer failed.</summary>
    public sealed record Arrived(uint Uid) : Settlement(Uid);

    /// <summary>It could not be delivered: no longer in doubt, remembered for a retry.</summary>
    public sealed record Failed(uint Uid, FailureCode Code) : Settlement(Uid);

    /// <summary>It is certainly not at the destination and stays to be done: no longer in doubt, nothing else changes.</summary>
    public sealed record Released(uint Uid) : Settlement(Uid);
}
