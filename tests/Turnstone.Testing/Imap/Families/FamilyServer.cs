using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Turnstone.Testing.Imap.Families;

/// <summary>
/// A stand-in IMAP server on a loopback port that holds one user's mailbox and has the oddities of a family of servers: whole passes run
/// against it. It can be changed while they do, as other clients would. What a source must never say is kept in <see cref="Forbidden"/>.
/// </summary>
public sealed class FamilyServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _conversations = [];
    private readonly ConcurrentDictionary<string, int> _numbers = [];
    private readonly Task _accepting;
    private int _connections;
    private int _open;
    private int _mostOpen;

    private FamilyServer(FamilyCharacter character, IReadOnlyList<FamilyFolder> folders)
    {
        Character = character;
        Folders = folders;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public FamilyCharacter Character { get; }

    public IReadOnlyList<FamilyFolder> Folders { get; }

    /// <summary>How many connections were made, those turned away included.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The most that were open at once, those turned away not included.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    /// <summary>Commands that would change something, lean on SEARCH, or that no family knows.</summary>
    public ConcurrentQueue<string> Forbidden { get; } = [];

    /// <summary>How often a command was said, over all connections.</summary>
    public int CountOf(string verb) => _numbers.GetValueOrDefault(verb);

    public static FamilyServer Start(FamilyCharacter character, params IReadOnlyList<FamilyFolder> folders) => new(character, folders);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
    }

    internal FamilyCommand Number(string verb, string arguments, int connection) =>
        new(verb, arguments, _numbers.AddOrUpdate(verb, 1, (_, before) => before + 1), connection);

    /// <summary>Whether another connection may be open; it counts from then on.</summary>
    internal bool TryEnter()
    {
        var open = Interlocked.Increment(ref _open);
        if (open > (Character.Connections?.Most ?? int.MaxValue))
        {
            Interlocked.Decrement(ref _open);
            return false;
        }

        for (var most = MostOpen; open > most && Interlocked.CompareExchange(ref _mostOpen, open, most) != most; most = MostOpen)
        {
            // Another raised it meanwhile: look again.
        }

        return true;
    }

    internal void Leave() => Interlocked.Decrement(ref _open);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _conversations.Add(new FamilyConversation(this, client, Interlocked.Increment(ref _connections)).RunAsync(_stop.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}
