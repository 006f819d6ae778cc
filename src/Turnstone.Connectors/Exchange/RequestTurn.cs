namespace Turnstone.Connectors.Exchange;

/// <summary>Leave for one request. Tell it the answer, then dispose it.</summary>
internal sealed class RequestTurn(Action<BackOff?> answered, Action release) : IDisposable
{
    /// <summary>The server answered: null when it asks for nothing.</summary>
    public void Answered(BackOff? backOff) => answered(backOff);

    public void Dispose() => release();
}
