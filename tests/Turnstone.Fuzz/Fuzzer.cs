using System.Diagnostics;
using System.Globalization;

namespace Turnstone.Fuzz;

/// <summary>
/// Feeds one reader with changed inputs and builds upon those whose outcome is of a new kind. The same seed gives the same inputs.
/// </summary>
internal sealed class Fuzzer
{
    /// <summary>As much as a thread of .NET's pool has, which is where the readers run in the product.</summary>
    private const int StackBytes = 1536 << 10;

    private const int MostKept = 4000;

    private static readonly TimeSpan PatienceToShorten = TimeSpan.FromSeconds(20);

    private readonly FuzzTarget _target;
    private readonly Random _random;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _inputs;
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private volatile byte[] _current = [];
    private long _readings;

    public Fuzzer(FuzzTarget target, int seed)
    {
        _target = target;
        _random = new Random(seed);
        _mutator = new Mutator(target, _random);
        _inputs = [.. Corpus.Of(target)];
    }

    /// <summary>Inputs tried so far.</summary>
    public long Tried { get; private set; }

    /// <summary>Kinds of outcome met so far.</summary>
    public int Kinds => _kinds.Count;

    /// <summary>The input being read: the one to look at where a run does not come back.</summary>
    public byte[] Current => _current;

    /// <summary>Tries the corpus, then changed inputs while <paramref name="goesOn"/> says so, on a thread whose stack is the product's. Ends with the first finding.</summary>
    /// <param name="goesOn">Asked before each changed input, with the number tried.</param>
    /// <param name="patience">How long a single run may last; one that lasts longer hangs.</param>
    /// <returns>Null where nothing was found.</returns>
    public Finding? Run(Func<long, bool> goesOn, TimeSpan patience)
    {
        Finding? finding = null;
        var thread = new Thread(() => finding = Search(goesOn), StackBytes) { IsBackground = true };
        thread.Start();
        for (var (seen, since) = (0L, Stopwatch.StartNew()); !thread.Join(TimeSpan.FromMilliseconds(50));)
        {
            if (seen != Interlocked.Read(ref _readings))
            {
                (seen, since) = (Interlocked.Read(ref _readings), Stopwatch.StartNew());
            }
            else if (since.Elapsed > patience)
            {
                return new Finding(_target, Current, FormattableString.Invariant($"Does not come back within {patience.TotalSeconds:0} s."));
            }
        }

        return finding;
    }

    private Finding? Search(Func<long, bool> goesOn)
    {
        foreach (var input in _inputs.ToArray())
        {
            if (Try(input) is { } found)
            {
                return found;
            }
        }

        while (goesOn(Tried))
        {
            var input = _mutator.Mutate(_inputs[_random.Next(_inputs.Count)], _inputs[_random.Next(_inputs.Count)]);
            if (Try(input) is { } found)
            {
                return found with { Input = Shorten(found) };
            }
        }

        return null;
    }

    private Finding? Try(byte[] input)
    {
        var (kind, trouble) = Read(input);
        Tried++;
        if (trouble is null && _kinds.Add(kind) && _inputs.Count < MostKept)
        {
            _inputs.Add(input);
        }

        return trouble is null ? null : new Finding(_target, input, trouble);
    }

    private (string Kind, string? Trouble) Read(byte[] input)
    {
        _current = input;
        Interlocked.Increment(ref _readings);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var kind = _target.Run(input);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var limit = _target.AllocationLimit(input.Length);
            return (kind, allocated <= limit ? null : string.Create(CultureInfo.InvariantCulture, $"Allocates {allocated} bytes for {input.Length}; {limit} are allowed."));
        }
        catch (Exception e)
        {
            return ("", e is BrokenLawException ? e.Message : $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}");
        }
    }

    /// <summary>Cuts pieces out while the same thing happens.</summary>
    private byte[] Shorten(Finding finding)
    {
        var (input, first, watch) = (finding.Input, FirstLine(finding.What), Stopwatch.StartNew());
        for (var size = input.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= input.Length && watch.Elapsed < PatienceToShorten;)
            {
                byte[] shorter = [.. input[..at], .. input[(at + size)..]];
                if (Read(shorter).Trouble is { } trouble && FirstLine(trouble) == first)
                {
                    input = shorter;
                }
                else
                {
                    at += size;
                }
            }
        }

        return input;
    }

    // Numbers differ from input to input.
    private static string FirstLine(string what) => string.Concat(what.Split('\n')[0].Where(c => !char.IsAsciiDigit(c)));
}
