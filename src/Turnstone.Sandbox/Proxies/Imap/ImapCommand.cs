namespace Turnstone.Sandbox.Proxies.Imap;

/// <summary>A command that the server has not finished.</summary>
internal sealed class ImapCommand(string tag, RequestAtDesk atDesk)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Tag { get; } = tag;

    public RequestAtDesk AtDesk { get; } = atDesk;

    /// <summary>The server waits for more of it.</summary>
    public bool IsContinuing { get; set; }

    /// <summary>Messages its answer has brought so far.</summary>
    public int Messages { get; set; }

    public Task Done => _done.Task;

    public void Finish() => _done.TrySetResult();
}
