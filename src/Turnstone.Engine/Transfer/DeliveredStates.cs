using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// In which state each item of a folder was copied in this pass. There are few states and many items, so each state keeps its items as
/// runs of UIDs: a folder of a million takes kilobytes. Safe for all stages at once.
/// </summary>
internal sealed class DeliveredStates
{
    /// <summary>States told apart; a mailbox whose every item has categories of its own is not worth its memory.</summary>
    private const int MostStates = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<(ItemFlags, string, string?), (DeliveredState State, UidSet Uids)> _states = [];

    public void Add(uint uid, ItemFlags flags, IReadOnlyList<string> categories, string? repair)
    {
        lock (_lock)
        {
            var key = (flags, string.Join('\0', categories), repair);
            if (!_states.TryGetValue(key, out var entry))
            {
                if (_states.Count == MostStates)
                {
                    return;
                }

                _states.Add(key, entry = (new DeliveredState(flags, categories, repair), new UidSet()));
            }

            entry.Uids.Add(uid);
        }
    }

    /// <summary>The state of an item; null for one that was not copied in this pass, or is one state too many.</summary>
    public DeliveredState? Find(uint uid)
    {
        lock (_lock)
        {
            return _states.Values.FirstOrDefault(entry => entry.Uids.Contains(uid)).State;
        }
    }
}
