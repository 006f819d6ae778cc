using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Turnstone.Sandbox.Dovecot;

namespace Turnstone.Sandbox.Imap;

/// <summary>A mail server's first process and all that come of it: started as an ordinary user, found and ended by their process group.</summary>
internal sealed class ServerProcess(DovecotUser user, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);
    private readonly StringBuilder _said = new();
    private Process? _first;

    /// <summary>What it wrote so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString().Trim();
            }
        }
    }

    /// <summary>Ports of the loopback address that nobody listens on at this moment, all different.</summary>
    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Stop());
        }
    }

    /// <summary>Starts the command; true when an IMAP greeting comes on the port, false when it ended or stayed silent.</summary>
    public Task<bool> StartAsync(string[] command, int port, CancellationToken cancellationToken) => StartAsync(command, port, GreetsAsync, cancellationToken);

    /// <summary>The same for a server that greets in its own way; connections that fail are tried again.</summary>
    public async Task<bool> StartAsync(
        string[] command, int port, Func<int, CancellationToken, Task<bool>> greets, CancellationToken cancellationToken)
    {
        var line = user.CommandLine(command);
        _first = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        _first.ErrorDataReceived += (_, said) => Hear(said.Data);
        _first.OutputDataReceived += (_, said) => Hear(said.Data);
        _first.BeginErrorReadLine();
        _first.BeginOutputReadLine();
        var started = time.GetTimestamp();
        while (!_first.HasExited && time.GetElapsedTime(started) < StartLimit)
        {
            if (await AnswersAsync(port, greets, cancellationToken))
            {
                return !_first.HasExited;
            }

            await Task.Delay(Look, time, cancellationToken);
        }

        return false;
    }

    /// <summary>Ends every process of the family.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_first is null)
        {
            return;
        }

        await new ProcessFamily(_first.Id, time).EndAsync(StopLimit);
        await _first.WaitForExitAsync();
        _first.Dispose();
        _first = null;
    }

    private static async Task<bool> AnswersAsync(int port, Func<int, CancellationToken, Task<bool>> greets, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            return await greets(port, limit.Token);
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static async Task<bool> GreetsAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadLineAsync(cancellationToken) is { } line && line.StartsWith("* OK", StringComparison.Ordinal);
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }
}
