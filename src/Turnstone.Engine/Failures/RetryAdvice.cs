namespace Turnstone.Engine.Failures;

/// <summary>Whether doing the same again is worth it, and when.</summary>
public abstract record RetryAdvice
{
    private RetryAdvice()
    {
    }

    /// <summary>The same request will meet the same answer: record it and go on.</summary>
    public static RetryAdvice No { get; } = new Never();

    /// <summary>A passing fault: try again after the caller's own back-off.</summary>
    public static RetryAdvice Soon { get; } = new Transient();

    /// <summary>
    /// The server asked for patience. Waiting so is never counted as a failed attempt; <paramref name="delay"/> is the server's
    /// own hint, and the caller waits for the longer of it and its own curve.
    /// </summary>
    public static RetryAdvice After(TimeSpan delay) => new Throttled(delay);

    /// <summary>Not worth repeating.</summary>
    public sealed record Never : RetryAdvice;

    /// <summary>Worth repeating, a bounded number of times.</summary>
    public sealed record Transient : RetryAdvice;

    /// <summary>Worth repeating not before <paramref name="Delay"/>, without spending an attempt.</summary>
    public sealed record Throttled(TimeSpan Delay) : RetryAdvice;
}
