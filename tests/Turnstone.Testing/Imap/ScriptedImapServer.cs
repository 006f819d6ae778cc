using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Turnstone.Testing.Imap;

/// <summary>
/// An IMAP server that plays a transcript on a loopback port. Lines <c>C: …</c> are commands it expects, without their tag, and <c>C+ …</c>
/// what is to answer its challenge (SASL, literals), which has no tag; <c>S: …</c> lines are sent with CRLF, <c>$</c> at their start standing for the tag; <c>X:</c> closes the connection. Connecting, signing in and
/// listing folders are answered by themselves. A command that is not in the transcript is answered BAD and fails <see cref="AssertPlayed"/>.
/// </summary>
/// <remarks>All connections share the transcript's place: what matters is the order of commands, not who says them.</remarks>
public sealed class ScriptedImapServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _place = new();
    private readonly List<string> _surprises = [];
    private readonly List<Task> _conversations = [];
    private readonly string[] _script;
    private readonly string[] _folders;
    private readonly Task _accepting;
    private int _next;

    private ScriptedImapServer(string script, string[] folders)
    {
        _script = script.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _folders = folders;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The greeting; a BYE ends the connection.</summary>
    public string Greeting { get; init; } = "* OK ready";

    /// <summary>What it says it can do.</summary>
    public string Capabilities { get; init; } = "IMAP4rev1 NAMESPACE";

    /// <summary>The answer to NAMESPACE.</summary>
    public string Namespace { get; init; } = "((\"\" \"/\")) NIL NIL";

    /// <summary>The answer to a sign-in.</summary>
    public string SignInAnswer { get; init; } = "OK signed in";

    /// <summary>How often somebody tried to sign in.</summary>
    public int SignIns { get; private set; }

    /// <summary>How many connections were opened.</summary>
    public int Connections { get; private set; }

    /// <summary>Starts to listen.</summary>
    /// <param name="script">The transcript.</param>
    /// <param name="folders">Raw LIST answers, each from the attributes on; default an inbox alone.</param>
    public static ScriptedImapServer Play(string script, params string[] folders) =>
        new(script, folders.Length == 0 ? ["() \"/\" INBOX"] : folders);

    /// <summary>As <see cref="Play"/>, with properties set.</summary>
    public static ScriptedImapServer Play(string script, string capabilities, string[] folders, string space = "((\"\" \"/\")) NIL NIL") =>
        new(script, folders.Length == 0 ? ["() \"/\" INBOX"] : folders) { Capabilities = capabilities, Namespace = space };

    /// <summary>A server that refuses sign-ins with these words.</summary>
    public static ScriptedImapServer Refusing(string answer) => new("", []) { SignInAnswer = answer };

    /// <summary>A server whose first line is this.</summary>
    public static ScriptedImapServer TurningAway(string greeting) => new("X:", []) { Greeting = greeting };

    /// <summary>The whole transcript was spoken and nothing else.</summary>
    public void AssertPlayed()
    {
        lock (_place)
        {
            Assert.True(_surprises.Count == 0, "Unexpected commands: " + string.Join(" | ", _surprises));
            Assert.True(_next >= _script.Length, _next < _script.Length ? "Never came to: " + _script[_next] : "");
        }
    }

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
                Connections++;
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
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await SendAsync(stream, Greeting);
            var lastTag = "";
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                var (tag, command) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
                var answers = AnswersToChallenge(line);
                if (answers is null)
                {
                    lastTag = tag;
                    answers = AnswersTo(command);
                }

                foreach (var answer in answers)
                {
                    if (answer.StartsWith("X:", StringComparison.Ordinal))
                    {
                        return;
                    }

                    await SendAsync(stream, answer.StartsWith('$') ? lastTag + answer[1..] : answer);
                }

                if (command == "LOGOUT")
                {
                    return;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // The client went, or we stop.
        }
    }

    private List<string>? AnswersToChallenge(string line)
    {
        lock (_place)
        {
            return _next < _script.Length && _script[_next] == $"C+ {line}".TrimEnd() ? NextAnswers() : null;
        }
    }

    private List<string> NextAnswers()
    {
        _next++;
        var answers = new List<string>();
        while (_next < _script.Length && !_script[_next].StartsWith("C:", StringComparison.Ordinal) && !_script[_next].StartsWith("C+", StringComparison.Ordinal))
        {
            var line = _script[_next++];
            answers.Add(line.StartsWith("S: ", StringComparison.Ordinal) ? line[3..] : line);
        }

        return answers;
    }

    private List<string> AnswersTo(string command)
    {
        lock (_place)
        {
            SignIns += command.Split(' ')[0] is "LOGIN" or "AUTHENTICATE" or "X-MASTERAUTH" ? 1 : 0;
            if (_next < _script.Length && _script[_next] == "C: " + command)
            {
                return NextAnswers();
            }

            if (StandingAnswer(command) is { } standing)
            {
                return standing;
            }

            _surprises.Add(command);
            return ["$ BAD not in the transcript"];
        }
    }

    private List<string>? StandingAnswer(string command)
    {
        switch (command.Split(' ')[0])
        {
            case "CAPABILITY":
                return [$"* CAPABILITY {Capabilities}", "$ OK"];
            case "LOGIN" or "AUTHENTICATE":
                return ["$ " + SignInAnswer];
            case "NAMESPACE":
                return [$"* NAMESPACE {Namespace}", "$ OK"];
            case "LIST":
                return [.. _folders.Where(folder => command.Contains('*', StringComparison.Ordinal) || IsAbout(command, folder)).Select(folder => "* LIST " + folder), "$ OK"];
            case "ID":
                return ["* ID NIL", "$ OK"];
            case "NOOP":
                return ["$ OK"];
            case "LOGOUT":
                return ["* BYE", "$ OK"];
            default:
                return null;
        }
    }

    private static bool IsAbout(string command, string folder) =>
        command.Split(' ')[^1].Trim('"') is { Length: > 0 } name && folder.Split(' ')[^1].Trim('"') == name;

    private async Task SendAsync(NetworkStream stream, string line) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), _stop.Token);
}
