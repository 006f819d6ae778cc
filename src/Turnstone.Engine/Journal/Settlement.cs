using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Journal;

/// <summary>What an item came to in this pass, as the journal records it.</summary>
public abstract record Settlement
{
    private Settlement(uint uid) => Uid = uid;

    /// <summary>The item's UID.</summary>
    public uint Uid { get; }

    /// <summary>It is at the destination: settled for good, no longer in doubt, no longer failed.</summary>
    /// <param name="Uid">The item's UID.</param>
    /// <param name="Content">What it is, where that is known: by this it is found when it turns up under another UID or in another folder.</param>
    public sealed record Arrived(uint Uid, ContentKey? Content = null) : Settlement(Uid)
    {
        /// <summary>
        /// The settled item it was recognised as, which has left its place at the source or was itself recognised as this one; null when it was
        /// delivered itself. The one takes the other's place, so that each delivery stands for one item.
        /// </summary>
        public SettledItem? InsteadOf { get; init; }
    }

    /// <summary>It could not be delivered: no longer in doubt, remembered for a retry.</summary>
    public sealed record Failed(uint Uid, FailureCode Code) : Settlement(Uid);

    /// <summary>It is certainly not at the destination and stays to be done: no longer in doubt, nothing else changes.</summary>
    public sealed record Released(uint Uid) : Settlement(Uid);
}
