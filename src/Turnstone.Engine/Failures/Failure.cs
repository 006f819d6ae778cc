namespace Turnstone.Engine.Failures;

/// <summary>
/// What went wrong: where, how far it reaches, whether to try again, and what a person can do. Made once, where the fact is known
/// (a connector classifies a server's answer); nothing above reads <see cref="Message"/> to decide anything.
/// </summary>
/// <remarks>Neither text holds a password, a subject or a message's content.</remarks>
public sealed record Failure
{
    /// <summary>The side that failed.</summary>
    public required FailureSide Side { get; init; }

    /// <summary>How far it reaches.</summary>
    public required FailureScope Scope { get; init; }

    /// <summary>The stable code.</summary>
    public required FailureCode Code { get; init; }

    /// <summary>One sentence for an administrator: what happened, with the server's own words where they help.</summary>
    public required string Message { get; init; }

    /// <summary>One sentence: what to do about it; empty where nothing needs doing.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Whether repeating helps; default <see cref="RetryAdvice.No"/>.</summary>
    public RetryAdvice Retry { get; init; } = RetryAdvice.No;

    /// <inheritdoc/>
    public override string ToString() => Remedy.Length == 0 ? $"{Code}: {Message}" : $"{Code}: {Message} {Remedy}";
}
