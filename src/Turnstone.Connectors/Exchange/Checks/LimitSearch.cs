namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>
/// Finds the largest size that a server takes, with few tries and few bytes: limits are nearly always one of some well-known values, so those are tried
/// first, each from just below and then from just above; what is left is halved, to whole megabytes.
/// </summary>
/// <param name="known">Values that limits have, rising.</param>
/// <param name="margin">How far beside a value is tried: more than what comes on top of the size.</param>
/// <param name="ask">Tries one size.</param>
internal sealed class LimitSearch(IReadOnlyList<long> known, long margin, Func<long, CancellationToken, Task<SizeVerdict>> ask)
{
    private const long Step = 1 << 20;

    /// <summary>From the smallest up: for what leaves nothing behind, where a refusal costs nothing and each size that is taken costs itself.</summary>
    public async Task<SizeLimit> UpwardAsync(long largest, CancellationToken cancellationToken)
    {
        var found = new SizeLimit(0, null);
        foreach (var size in known.Where(value => value < largest).Append(largest))
        {
            switch (await ask(size - margin, cancellationToken))
            {
                case SizeVerdict.Taken:
                    found = found with { Taken = size };
                    continue;
                case SizeVerdict.Refused:
                    return found.Taken == 0 ? found with { Refused = size } : await NarrowAsync(found with { Refused = size }, int.MaxValue, cancellationToken);
                default:
                    return found with { IsStopped = true };
            }
        }

        return found;
    }

    /// <summary>From the largest down: for what leaves behind whatever is taken, so that one size is.</summary>
    /// <param name="largest">The first that is tried.</param>
    /// <param name="halvings">How often at most what lies between two well-known values is halved.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SizeLimit> DownwardAsync(long largest, int halvings, CancellationToken cancellationToken)
    {
        var found = new SizeLimit(0, null);
        foreach (var size in known.Where(value => value < largest).Append(largest).Reverse())
        {
            switch (await ask(size - margin, cancellationToken))
            {
                case SizeVerdict.Taken:
                    found = found with { Taken = size };
                    return found.Refused is null ? found : await NarrowAsync(found, halvings, cancellationToken);
                case SizeVerdict.Refused:
                    found = found with { Refused = size };
                    continue;
                default:
                    return found with { IsStopped = true };
            }
        }

        return found;
    }

    private async Task<SizeLimit> NarrowAsync(SizeLimit found, int halvings, CancellationToken cancellationToken)
    {
        switch (await ask(found.Taken + margin, cancellationToken))
        {
            case SizeVerdict.Refused:
                return found with { IsExact = true };
            case SizeVerdict.Stopped:
                return found with { IsStopped = true };
        }

        while (halvings-- > 0 && Middle(found) is { } middle)
        {
            switch (await ask(middle - margin, cancellationToken))
            {
                case SizeVerdict.Taken:
                    found = found with { Taken = middle };
                    break;
                case SizeVerdict.Refused:
                    found = found with { Refused = middle };
                    break;
                default:
                    return found with { IsStopped = true };
            }
        }

        return found with { IsExact = Middle(found) is null };
    }

    private static long? Middle(SizeLimit found)
    {
        // Well-known values need not be whole: what lies above one may be less than two steps wide and still hold a whole one.
        var middle = Math.Max((found.Taken + found.Refused!.Value) / 2, found.Taken + Step) / Step * Step;
        return middle > found.Taken && middle < found.Refused ? middle : null;
    }
}

/// <summary>What became of one try.</summary>
internal enum SizeVerdict
{
    Taken,
    Refused,

    /// <summary>It was not tried: a ceiling is reached, or the server asks to be left alone.</summary>
    Stopped,
}

/// <summary>Between which sizes a limit lies.</summary>
/// <param name="Taken">The largest that is taken; 0 where none was.</param>
/// <param name="Refused">The smallest that is not; null where none was refused.</param>
internal sealed record SizeLimit(long Taken, long? Refused)
{
    /// <summary><see cref="Taken"/> is the limit itself, or the limit lies less than a megabyte above it.</summary>
    public bool IsExact { get; init; }

    /// <summary>The search ended before it was through.</summary>
    public bool IsStopped { get; init; }
}
