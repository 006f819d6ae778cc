namespace Turnstone.Ews;

/// <summary>A request as a whole failed. What happened to single items of a request that was answered is a value, not an exception.</summary>
public abstract class EwsException : Exception
{
    private protected EwsException(RequestFacts facts, string message, Exception? inner = null)
        : base($"{facts.Operation} at {facts.Host}: {message}", inner) => Facts = facts;

    public RequestFacts Facts { get; }

    public RequestProgress Progress => Facts.Progress;
}
