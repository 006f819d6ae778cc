using Turnstone.Benchmarks.Macro.Lab;

namespace Turnstone.Benchmarks.Macro.Results;

/// <summary>One measurement, as it was.</summary>
internal sealed record Figure
{
    /// <summary>What moved the mail.</summary>
    public required string Mover { get; init; }

    /// <summary>Which mail.</summary>
    public required string Mail { get; init; }

    public required Wire Wire { get; init; }

    /// <summary>How many items were moved, as counted where they arrived.</summary>
    public required long Items { get; init; }

    /// <summary>Their bytes at the source.</summary>
    public required long Bytes { get; init; }

    /// <summary>From start to end; of a program the start of its process included.</summary>
    public required TimeSpan Time { get; init; }

    public required Costs Costs { get; init; }

    /// <summary>The mover's largest resident memory, in bytes; null where it was not a process of its own.</summary>
    public long? Peak { get; init; }

    /// <summary>What to know about it; null for nothing.</summary>
    public string? Note { get; init; }

    public double ItemsPerSecond => Items / Time.TotalSeconds;

    public double BytesPerSecond => Bytes / Time.TotalSeconds;

    /// <summary>Processor seconds for each GB (10⁹ bytes of mail) moved.</summary>
    public double PerGigabyte(TimeSpan used) => used.TotalSeconds / (Bytes / 1e9);
}
