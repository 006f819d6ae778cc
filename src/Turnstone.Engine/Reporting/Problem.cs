using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Reporting;

/// <summary>What went wrong in the same way, once: a person reads causes, not a thousand lines of one cause.</summary>
public sealed record Problem
{
    /// <summary>The code they share.</summary>
    public required FailureCode Code { get; init; }

    /// <summary>What they were: a mailbox, a folder or an item.</summary>
    public required FailureScope Scope { get; init; }

    /// <summary>How many.</summary>
    public required long Count { get; init; }

    /// <summary>What happened, in the words of the first one.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>Where the first one was: mailbox, and folder and UID where it was that small.</summary>
    public required string Example { get; init; }
}
