namespace Turnstone.Ews;

/// <summary>The caller cancelled a request that was under way; how far it had come decides whether its items are in doubt.</summary>
public sealed class EwsCanceledException : OperationCanceledException
{
    internal EwsCanceledException(RequestFacts facts, Exception inner, CancellationToken cancellationToken)
        : base($"{facts.Operation} at {facts.Host} was cancelled.", inner, cancellationToken) => Facts = facts;

    public RequestFacts Facts { get; }

    public RequestProgress Progress => Facts.Progress;
}
