using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using MimeKit;

namespace Turnstone.Testing.Mail;

/// <summary>
/// A mail server that keeps what it is given: RFC 5321 without relaying, on a loopback port, with AUTH PLAIN where a login is set and without
/// TLS. Replies can be put in place of its own, to see what a sender makes of them.
/// </summary>
public sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<ReceivedMail> _received = Channel.CreateUnbounded<ReceivedMail>();
    private readonly List<Task> _conversations = [];
    private readonly Task _accepting;
    private int _connections;

    public SmtpListener()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Name and password it wants, with a space between; null where it takes mail from everybody.</summary>
    public string? Login { get; set; }

    /// <summary>What it says to a command line in place of its own reply; null for its own.</summary>
    public Func<string, string?> Reply { get; set; } = static _ => null;

    /// <summary>How many connections were opened.</summary>
    public int Connections => _connections;

    /// <summary>How many mails wait to be looked at.</summary>
    public int Waiting => _received.Reader.Count;

    /// <summary>The next mail that came in, in the order of coming; waits for it.</summary>
    public ValueTask<ReceivedMail> NextAsync(CancellationToken cancellationToken) => _received.Reader.ReadAsync(cancellationToken);

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
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _conversations.Add(TalkAsync(client));
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
        connection.NoDelay = true;
        try
        {
            // Latin-1 keeps every byte as it came.
            using var reader = new StreamReader(connection.GetStream(), Encoding.Latin1);
            var session = new Session(this, reader, connection.GetStream(), _stop.Token);
            await session.RunAsync();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
            // The other side left, or the test is over.
        }
    }

    /// <summary>One conversation.</summary>
    private sealed class Session(SmtpListener listener, StreamReader reader, Stream writer, CancellationToken cancellationToken)
    {
        private readonly List<string> _recipients = [];
        private string? _sender;
        private bool _isSignedIn = listener.Login is null;

        public async Task RunAsync()
        {
            await SayAsync("220 listener.example ESMTP");
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                await SayAsync(listener.Reply(line) ?? AnswerTo(line));
                if (line.Equals("DATA", StringComparison.OrdinalIgnoreCase) && _recipients.Count > 0 && listener.Reply(line) is null)
                {
                    await TakeDataAsync();
                }
                else if (line.Equals("QUIT", StringComparison.OrdinalIgnoreCase))
                {
                    return;
                }
            }
        }

        private string AnswerTo(string line) => line.Split(' ', ':')[0].ToUpperInvariant() switch
        {
            "EHLO" => listener.Login is null ? "250-listener.example\r\n250 8BITMIME" : "250-listener.example\r\n250-8BITMIME\r\n250 AUTH PLAIN",
            "HELO" or "NOOP" => "250 OK",
            "RSET" => Reset("250 OK"),
            "QUIT" => "221 Bye",
            "AUTH" => SignIn(line),
            _ when !_isSignedIn => "530 5.7.0 Authentication required",
            "MAIL" => Begin(AddressIn(line)),
            "RCPT" => _sender is null ? "503 5.5.1 MAIL first" : Add(AddressIn(line)),
            "DATA" => _recipients.Count == 0 ? "503 5.5.1 RCPT first" : "354 Go on",
            _ => "500 5.5.2 What?",
        };

        private string SignIn(string line)
        {
            // RFC 4616: authorisation, name and password with zero bytes between.
            var said = line.Split(' ') is ["AUTH", "PLAIN", var text] ? Encoding.UTF8.GetString(Convert.FromBase64String(text)).Split('\0') : [];
            _isSignedIn = said is [_, var name, var password] && $"{name} {password}" == listener.Login;
            return _isSignedIn ? "235 2.7.0 Welcome" : "535 5.7.8 Authentication credentials invalid";
        }

        private string Begin(string address)
        {
            (_, _sender) = (Reset(""), address);
            return "250 2.1.0 OK";
        }

        private string Add(string address)
        {
            _recipients.Add(address);
            return "250 2.1.5 OK";
        }

        private string Reset(string answer)
        {
            _sender = null;
            _recipients.Clear();
            return answer;
        }

        private async Task TakeDataAsync()
        {
            var data = new StringBuilder();
            while (await reader.ReadLineAsync(cancellationToken) is { } line && line != ".")
            {
                // RFC 5321, section 4.5.2.
                data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            var reply = listener.Reply(".") ?? "250 2.0.0 Taken";
            if (reply.StartsWith('2'))
            {
                using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(data.ToString()));
                var message = await MimeMessage.LoadAsync(bytes, cancellationToken);
                await listener._received.Writer.WriteAsync(new ReceivedMail(_sender!, [.. _recipients], message), cancellationToken);
            }

            Reset("");
            await SayAsync(reply);
        }

        private ValueTask SayAsync(string reply) => writer.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), cancellationToken);

        private static string AddressIn(string line) => line.IndexOf('<', StringComparison.Ordinal) is var start and >= 0 && line.IndexOf('>', start) is var end and > 0
            ? line[(start + 1)..end]
            : "";
    }
}
