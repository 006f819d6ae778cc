using System.Collections.Concurrent;

namespace Turnstone.Ews.Transport;

/// <summary>Schemes that sign in a connection, or work best on one that is known to be: NTLM and Negotiate.</summary>
internal sealed class ConnectionSignIn : SignIn
{
    private readonly Handlers _handlers;
    private readonly WindowsCredential _credential;
    private readonly SignInDoor _door;
    private readonly SemaphoreSlim _free;
    // The one used last is used next, so that no more connections are signed in than are needed.
    private readonly ConcurrentStack<Lane> _idle = new();
    private volatile bool _isDisposed;

    public ConnectionSignIn(Handlers handlers, WindowsCredential credential, SignInDoor door)
    {
        _handlers = handlers;
        _credential = credential;
        _door = door;
        _free = new SemaphoreSlim(handlers.MaxConnections, handlers.MaxConnections);
    }

    public override string? Scheme => _credential.Scheme;

    public override async Task<Reply> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        Lane? lane = null;
        try
        {
            lane = _idle.TryPop(out Lane? idle) ? idle : new Lane(_handlers, _credential, _door);
            return new Reply(await lane.SendAsync(message, cancellationToken), () => Return(lane));
        }
        catch
        {
            Return(lane);
            throw;
        }
    }

    public override void Dispose()
    {
        _isDisposed = true;
        Clear();
    }

    private void Clear()
    {
        while (_idle.TryPop(out Lane? lane))
        {
            lane.Dispose();
        }
    }

    private void Return(Lane? lane)
    {
        if (lane is not null)
        {
            _idle.Push(lane);
        }

        if (_isDisposed)
        {
            Clear();
        }
        else
        {
            _free.Release();
        }
    }
}
