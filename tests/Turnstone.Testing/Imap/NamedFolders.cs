using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Turnstone.Testing.Imap;

/// <summary>
/// An IMAP server on a loopback port that lists folders as literals, so that a name can be any bytes, and keeps the names under which they are
/// opened, read from whatever form a client sends them in. All folders are empty.
/// </summary>
public sealed partial class NamedFolders : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _conversations = [];
    private readonly IReadOnlyList<string> _names;
    private readonly List<string> _opened = [];
    private readonly Task _accepting;

    private NamedFolders(IReadOnlyList<string> names)
    {
        _names = names;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The names that were opened, in order, one character a byte.</summary>
    public IReadOnlyList<string> Opened
    {
        get
        {
            lock (_opened)
            {
                return [.. _opened];
            }
        }
    }

    /// <summary>Serves an inbox and folders of these names, one character a byte.</summary>
    public static NamedFolders Serve(IReadOnlyList<string> names) => new(names);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _conversations.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        var stream = client.GetStream();
        try
        {
            await SayAsync(stream, "* OK ready\r\n");
            while (await ReadCommandAsync(stream) is { } command)
            {
                var words = command.Split(' ', 3);
                await SayAsync(stream, AnswerTo(words[1].ToUpperInvariant(), words.Length > 2 ? words[2] : "") + $"{words[0]} OK done\r\n");
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // The client went, or we stop.
        }
    }

    private string AnswerTo(string verb, string arguments)
    {
        switch (verb)
        {
            case "CAPABILITY":
                return "* CAPABILITY IMAP4rev1\r\n";
            case "LIST":
                return "* LIST () NIL INBOX\r\n" + string.Concat(_names.Select(name => string.Create(CultureInfo.InvariantCulture, $"* LIST () NIL {{{name.Length}}}\r\n{name}\r\n")));
            case "EXAMINE":
                lock (_opened)
                {
                    _opened.Add(ReadName(arguments));
                }

                return "* 0 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 1] .\r\n";
            default:
                return "";
        }
    }

    /// <summary>A command with the literals in it, its own line end taken off; null at the end.</summary>
    private async Task<string?> ReadCommandAsync(NetworkStream stream)
    {
        var command = new StringBuilder();
        while (await ReadByteAsync(stream) is { } c)
        {
            command.Append(c);
            if (c != '\n')
            {
                continue;
            }

            var line = command.ToString();
            if (LiteralAtEnd().Match(line) is not { Success: true } literal)
            {
                return line[..^2];
            }

            await SayAsync(stream, "+ go\r\n");
            for (var left = int.Parse(literal.Groups[1].ValueSpan, CultureInfo.InvariantCulture); left > 0; left--)
            {
                command.Append(await ReadByteAsync(stream));
            }
        }

        return null;
    }

    private async Task<char?> ReadByteAsync(NetworkStream stream)
    {
        var one = new byte[1];
        return await stream.ReadAsync(one, _stop.Token) == 1 ? (char)one[0] : null;
    }

    private static string ReadName(string argument) => argument[0] switch
    {
        '{' => argument[(argument.IndexOf('\n', StringComparison.Ordinal) + 1)..],
        '"' => argument[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal),
        _ => argument,
    };

    [GeneratedRegex(@" \{(\d+)\}\r\n$")]
    private static partial Regex LiteralAtEnd();

    private async Task SayAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text), _stop.Token);
}
