namespace Turnstone.Engine.Failures;

/// <summary>
/// A session with a server ended or a request to it failed as a whole. What can happen to a single item is never this: it is a value.
/// </summary>
public sealed class SessionException : Exception
{
    public SessionException(Failure failure, RequestFate fate = RequestFate.Unsent, Exception? innerException = null)
        : base(failure.ToString(), innerException)
    {
        Failure = failure;
        Fate = fate;
    }

    /// <summary>What happened.</summary>
    public Failure Failure { get; }

    /// <summary>What may have become of the request; matters only where a request delivers items.</summary>
    public RequestFate Fate { get; }
}
