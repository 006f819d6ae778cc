namespace Turnstone.Engine.Journal;

/// <summary>
/// A set of UIDs kept as runs, so that a settled folder of a million items is one run. Order of insertion does not matter; adding what
/// is there changes nothing. Not safe for use by several threads at once.
/// </summary>
public sealed class UidSet
{
    // One list of all runs would be moved as a whole by every addition in front, and a pass goes from the newest down: a folder with a
    // gap after each item took minutes of copying alone. Within a chunk, 8 KiB at most are moved.
    private const int ChunkRuns = 1024;

    // Lowest first, none empty.
    private readonly List<List<UidRun>> _chunks = [];

    /// <summary>How many UIDs it holds.</summary>
    public long Count { get; private set; }

    /// <summary>The runs, lowest first; no two touch.</summary>
    public IEnumerable<UidRun> Runs => _chunks.SelectMany(chunk => chunk);

    /// <summary>Whether the UID is in it.</summary>
    public bool Contains(uint uid)
    {
        var (chunk, index) = FirstRunEndingAtOrAfter(uid);
        return chunk < _chunks.Count && _chunks[chunk][index].First <= uid;
    }

    /// <summary>Adds one UID; true if it was not there.</summary>
    public bool Add(uint uid) => AddRun(uid, uid) > 0;

    /// <summary>Adds all UIDs from <paramref name="first"/> to <paramref name="last"/>, both included; returns how many were new.</summary>
    public long AddRun(uint first, uint last)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);

        // Everything that overlaps or touches [first, last] melts into one run.
        var (chunk, index) = FirstRunEndingAtOrAfter(first - 1);
        var (start, end) = (first, last);
        long already = 0;
        while (chunk < _chunks.Count)
        {
            var runs = _chunks[chunk];
            var to = index;
            while (to < runs.Count && (last == uint.MaxValue || runs[to].First <= last + 1))
            {
                var run = runs[to++];
                already += Overlap(run, first, last);
                start = Math.Min(start, run.First);
                end = Math.Max(end, run.Last);
            }

            var isWholeTail = to == runs.Count;
            runs.RemoveRange(index, to - index);
            if (!isWholeTail)
            {
                break;
            }

            // The next chunk may touch too.
            if (runs.Count == 0)
            {
                _chunks.RemoveAt(chunk);
            }
            else
            {
                chunk++;
            }

            index = 0;
        }

        Insert(chunk, index, new UidRun(start, end));
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

    private void Insert(int chunk, int index, UidRun run)
    {
        if (index == 0 && chunk > 0 && (chunk == _chunks.Count || _chunks[chunk - 1].Count < ChunkRuns))
        {
            // Between two chunks, where the lower one has room, or there is no upper one.
            chunk--;
            index = _chunks[chunk].Count;
        }

        if (_chunks.Count == 0)
        {
            _chunks.Add([run]);
        }
        else if (_chunks[chunk].Count < ChunkRuns)
        {
            _chunks[chunk].Insert(index, run);
        }
        else if (index == ChunkRuns)
        {
            _chunks.Insert(chunk + 1, [run]);
        }
        else
        {
            var lower = _chunks[chunk];
            var upper = lower.GetRange(index, ChunkRuns - index);
            lower.RemoveRange(index, ChunkRuns - index);
            lower.Add(run);
            _chunks.Insert(chunk + 1, upper);
        }
    }

    /// <summary>Where that run is; behind the last chunk where there is none.</summary>
    private (int Chunk, int Index) FirstRunEndingAtOrAfter(uint uid)
    {
        var chunk = FirstEndingAtOrAfter(_chunks, runs => runs[^1].Last, uid);
        return (chunk, chunk == _chunks.Count ? 0 : FirstEndingAtOrAfter(_chunks[chunk], run => run.Last, uid));
    }

    private static int FirstEndingAtOrAfter<T>(List<T> sorted, Func<T, uint> end, uint uid)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (end(sorted[middle]) < uid)
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
