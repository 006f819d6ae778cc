using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Journal;

/// <summary>One pass as the journal remembers it.</summary>
public sealed record PassRecord
{
    /// <summary>The journal's number for it; later passes have higher ones.</summary>
    public required long Number { get; init; }

    /// <summary>Which kind of pass.</summary>
    public required PassKind Kind { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended, UTC; null while it runs, and for ever if its process died.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>How it ended; null as above.</summary>
    public PassStatus? Status { get; init; }

    /// <summary>Item errors it ended with.</summary>
    public long Errors { get; init; }
}
