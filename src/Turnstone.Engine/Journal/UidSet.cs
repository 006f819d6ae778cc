namespace Turnstone.Engine.Journal;

/// <summary>
/// A set of UIDs kept as runs, so that a settled folder of a million items is one run. Order of insertion does not matter; adding what
/// is there changes nothing. Not safe for use by several threads at once.
/// </summary>
public sealed class UidSet
{
    private readonly List<UidRun> _runs = [];

    /// <summary>How many UIDs it holds.</summary>
    public long Count { get; private set; }

    /// <summary>The runs, lowest first; no two touch.</summary>
    public IReadOnlyList<UidRun> Runs => _runs;

    /// <summary>Whether the UID is in it.</summary>
    public bool Contains(uint uid)
    {
        var index = FirstRunEndingAtOrAfter(uid);
        return index < _runs.Count && _runs[index].First <= uid;
    }

    /// <summary>Adds one UID; true if it was not there.</summary>
    public bool Add(uint uid) => AddRun(uid, uid) > 0;

    /// <summary>Adds all UIDs from <paramref name="first"/> to <paramref name="last"/>, both included; returns how many were new.</summary>
    public long AddRun(uint first, uint last)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);

        // Everything that overlaps or touches [first, last] melts into one run.
        var from = FirstRunEndingAtOrAfter(first - 1);
        var to = from;
        long already = 0;
        var (start, end) = (first, last);
        while (to < _runs.Count && (last == uint.MaxValue || _runs[to].First <= last + 1))
        {
            var run = _runs[to++];
            already += Overlap(run, first, last);
            start = Math.Min(start, run.First);
            end = Math.Max(end, run.Last);
        }

        var melted = new UidRun(start, end);
        if (to == from)
        {
            _runs.Insert(from, melted);
        }
        else
        {
            _runs[from] = melted;
            _runs.RemoveRange(from + 1, to - from - 1);
        }

        var added = (long)last - first + 1 - already;
        Count += added;
        return added;
    }

    private static long Overlap(UidRun run, uint first, uint last)
    {
        var start = Math.Max(run.First, first);
        var end = Math.Min(run.Last, last);
        return end < start ? 0 : (long)end - start + 1;
    }

    private int FirstRunEndingAtOrAfter(uint uid)
    {
        var (low, high) = (0, _runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_runs[middle].Last < uid)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
