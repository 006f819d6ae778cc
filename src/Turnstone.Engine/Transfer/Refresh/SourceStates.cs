using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Engine.Transfer.Refresh;

/// <summary>
/// The state of each item of a folder at the source. There are few states and many items: an item takes eight bytes. Belongs to one stage at
/// a time.
/// </summary>
internal sealed class SourceStates
{
    private readonly Dictionary<ItemState, int> _numbers = [];
    private readonly List<ItemState> _states = [];
    private readonly List<(uint Uid, int State)> _items = [];
    private bool _isSorted = true;

    public int Count => _items.Count;

    /// <summary>Every item with its state.</summary>
    public IEnumerable<(uint Uid, ItemState State)> Items => _items.Select(item => (item.Uid, _states[item.State]));

    /// <summary>Adds an item, each once.</summary>
    public void Add(uint uid, ItemState state)
    {
        if (!_numbers.TryGetValue(state, out var number))
        {
            _numbers.Add(state, number = _states.Count);
            _states.Add(state);
        }

        _items.Add((uid, number));
        _isSorted = false;
    }

    /// <summary>The state of an item; null for one that was not added.</summary>
    public ItemState? Find(uint uid)
    {
        if (!_isSorted)
        {
            _items.Sort();
            _isSorted = true;
        }

        var at = _items.BinarySearch((uid, 0));
        at = at < 0 ? ~at : at;
        return at < _items.Count && _items[at].Uid == uid ? _states[_items[at].State] : null;
    }
}
