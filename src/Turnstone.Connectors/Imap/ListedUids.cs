using Turnstone.Engine.Journal;

namespace Turnstone.Connectors.Imap;

/// <summary>The UIDs a listing has handed out, from the highest down, kept as runs: what costs nothing for a million items in a row.</summary>
internal sealed class ListedUids
{
    private readonly List<UidRun> _runs = [];

    public long Count { get; private set; }

    /// <summary>Adds a UID below all others.</summary>
    public void Append(uint uid)
    {
        if (_runs.Count > 0 && _runs[^1].First == uid + 1)
        {
            _runs[^1] = _runs[^1] with { First = uid };
        }
        else
        {
            _runs.Add(new UidRun(uid, uid));
        }

        Count++;
    }

    public bool Contains(uint uid)
    {
        var (low, high) = (0, _runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_runs[middle].First > uid)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _runs.Count && _runs[low].Last >= uid;
    }
}
