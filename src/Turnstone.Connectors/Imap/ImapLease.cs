namespace Turnstone.Connectors.Imap;

/// <summary>A session on loan. It goes back to the pool only when its user says that it was left in order.</summary>
internal sealed class ImapLease(ImapSession session, Func<bool, ValueTask> giveBack) : IAsyncDisposable
{
    private bool _isInOrder;

    public ImapSession Session => session;

    /// <summary>No answer is outstanding: another may use the connection.</summary>
    public void LeaveInOrder() => _isInOrder = true;

    public ValueTask DisposeAsync() => giveBack(_isInOrder);
}
