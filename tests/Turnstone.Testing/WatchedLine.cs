using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Turnstone.Testing;

/// <summary>
/// A wire between a client and a plain HTTP server that counts how often a text goes by, request and reply apart, and wakes who waits for
/// the n-th, or stands still at it. Where one end breaks off it breaks off the other. It changes nothing, but that an offer to take packed
/// replies is not heard: their texts could not be seen.
/// </summary>
public sealed class WatchedLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Gate _requestGate = new();
    private readonly Gate _replyGate = new();
    private CancellationTokenSource _cut = new();
    private readonly Uri _server;
    private readonly PassingText[] _requests;
    private readonly PassingText[] _replies;
    private readonly ConcurrentQueue<Task> _lines = new();
    private readonly Task _accepting;
    private int _isLast;
    private long _carried;

    private static ReadOnlySpan<byte> PackedOffer => "Accept-Encoding:"u8;

    private static ReadOnlySpan<byte> UnheardOffer => "Offer-Not-Heard:"u8;

    /// <param name="server">Where everything goes on to.</param>
    /// <param name="inRequests">The texts to count on the way there; ASCII.</param>
    /// <param name="inReplies">The texts to count on the way back.</param>
    public WatchedLine(Uri server, IEnumerable<string> inRequests, IEnumerable<string> inReplies)
    {
        _server = server;
        _requests = [.. inRequests.Select(text => new PassingText(text))];
        _replies = [.. inReplies.Select(text => new PassingText(text))];
        _listener.Start();
        Url = new UriBuilder(server) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>The server as clients of this wire name it.</summary>
    public Uri Url { get; }

    /// <summary>Bytes that were carried so far, both ways.</summary>
    public long Carried => Interlocked.Read(ref _carried);

    /// <summary>How often the text went by so far.</summary>
    public long Count(string text) => Find(text).Count;

    /// <summary>Returns when the text has gone by <paramref name="times"/> times since the beginning.</summary>
    public Task WaitAsync(string text, long times, CancellationToken cancellationToken) =>
        Find(text).CallAsync(times, () => { }).WaitAsync(cancellationToken);

    /// <summary>
    /// When the text goes by for the given time, nothing moves any more in one direction: of a request its rest and that very text stay
    /// behind, or the server does its work and nobody hears of it. The task ends when it is so.
    /// </summary>
    public Task FreezeAsync(string text, long times, bool replies) => Find(text).CallAsync(times, (replies ? _replyGate : _requestGate).Close);

    /// <summary>
    /// When the text has gone by for the given time it still arrives, with what came along with it, and then nothing moves any more, either
    /// way. The task ends as soon as the text is seen.
    /// </summary>
    public Task FreezeAfterAsync(string text, long times) => Find(text).CallAsync(times, () => Interlocked.Exchange(ref _isLast, 1));

    /// <summary>Cuts every connection there is, forgets what was to be frozen and lets the next ones pass.</summary>
    public async Task CutAsync()
    {
        foreach (var text in _requests.Concat(_replies))
        {
            text.ForgetCalls();
        }

        Interlocked.Exchange(ref _isLast, 0);
        var cut = Interlocked.Exchange(ref _cut, new CancellationTokenSource());
        await cut.CancelAsync();
        await Task.WhenAll(_lines);
        cut.Dispose();
        _requestGate.Open();
        _replyGate.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_lines);
        _end.Dispose();
        _cut.Dispose();
    }

    private PassingText Find(string text) => _requests.Concat(_replies).Single(watched => watched.Text == text);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _lines.Enqueue(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Asked to end.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, _cut.Token);
        try
        {
            await far.ConnectAsync(_server.Host, _server.Port, both.Token);
            await Task.WhenAny(
                CarryAsync(near.GetStream(), far.GetStream(), _requests, _requestGate, both.Token),
                CarryAsync(far.GetStream(), near.GetStream(), _replies, _replyGate, both.Token));
            await both.CancelAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One of them has gone, and so the other is let go.
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to, PassingText[] watched, Gate gate, CancellationToken cancellationToken)
    {
        var sights = watched.Select(text => new Sight(text)).ToArray();
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (buffer.AsSpan(0, read).IndexOf(PackedOffer) is var offer and >= 0)
                {
                    UnheardOffer.CopyTo(buffer.AsSpan(offer));
                }

                foreach (var sight in sights)
                {
                    sight.See(buffer.AsSpan(0, read));
                }

                // Asked on the thread that saw the text, so it is of these bytes and no others.
                var isLast = Interlocked.Exchange(ref _isLast, 0) == 1;
                await gate.PassAsync(cancellationToken);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                Interlocked.Add(ref _carried, read);
                if (isLast)
                {
                    _requestGate.Close();
                    _replyGate.Close();
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The end of this wire.
        }
    }

    /// <summary>One direction of one connection: a text may be cut in two by the chunks it comes in.</summary>
    private sealed class Sight(PassingText watched)
    {
        private readonly byte[] _text = Encoding.ASCII.GetBytes(watched.Text);
        private byte[] _tail = [];

        public void See(ReadOnlySpan<byte> bytes)
        {
            byte[] seen = [.. _tail, .. bytes];
            var rest = seen.AsSpan();
            var found = 0;
            for (int at; (at = rest.IndexOf(_text)) >= 0; rest = rest[(at + _text.Length)..])
            {
                found++;
            }

            _tail = rest[^Math.Min(_text.Length - 1, rest.Length)..].ToArray();
            watched.Add(found);
        }
    }

    private sealed class Gate
    {
        private TaskCompletionSource _open = new();

        public Gate() => Open();

        public void Open() => _open.TrySetResult();

        public void Close() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task PassAsync(CancellationToken cancellationToken) => Volatile.Read(ref _open).Task.WaitAsync(cancellationToken);
    }

    private sealed class PassingText(string text)
    {
        private readonly Lock _gate = new();
        private readonly List<(long Times, Action Do, TaskCompletionSource Done)> _calls = [];
        private long _count;

        public string Text { get; } = text;

        public long Count => Interlocked.Read(ref _count);

        public void Add(int found)
        {
            if (found == 0)
            {
                return;
            }

            lock (_gate)
            {
                _count += found;
                foreach (var call in _calls.FindAll(call => call.Times <= _count))
                {
                    call.Do();
                    call.Done.TrySetResult();
                    _calls.Remove(call);
                }
            }
        }

        /// <summary>Does it, before anything else moves, as soon as the count is reached.</summary>
        public Task CallAsync(long times, Action action)
        {
            lock (_gate)
            {
                if (times <= _count)
                {
                    action();
                    return Task.CompletedTask;
                }

                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _calls.Add((times, action, done));
                return done.Task;
            }
        }

        public void ForgetCalls()
        {
            lock (_gate)
            {
                _calls.Clear();
            }
        }
    }
}
