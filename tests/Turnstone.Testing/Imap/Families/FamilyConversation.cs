using System.Net.Sockets;
using System.Text;

namespace Turnstone.Testing.Imap.Families;

/// <summary>One connection to a <see cref="FamilyServer"/>: commands in, answers of its character out.</summary>
internal sealed class FamilyConversation(FamilyServer server, TcpClient client, int number)
{
    /// <summary>Stands for the tag until the answer leaves; no message holds it.</summary>
    private const string Tag = "\u0001";

    /// <summary>A line that ends the connection, whoever says it.</summary>
    private const string Cut = "X:\r\n";

    private readonly FamilyCharacter _is = server.Character;
    private readonly StringBuilder _answer = new();
    private FamilyFolder? _folder;
    private string _tag = "";
    private bool _isAnswering;
    private bool _isIn;
    private bool _isIdentified;
    private bool _isSignedIn;
    private long _sent;

    public async Task RunAsync(CancellationToken stop)
    {
        using var connection = client;
        client.NoDelay = true;
        try
        {
            await TalkAsync(client.GetStream(), stop);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // The client went, or we stop.
        }
        finally
        {
            if (_isIn)
            {
                server.Leave();
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream, CancellationToken stop)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        if (_is.Connections is { } limit && limit.Words.StartsWith('*') && !Enter())
        {
            await SendAsync(stream, limit.Words + "\r\n", stop);
            return;
        }

        await SendAsync(stream, _is.Greeting + "\r\n", stop);
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            var words = (_isAnswering ? $"{_tag} LOGIN {line}" : line).Split(' ', 3);
            (_isAnswering, _tag) = (false, words[0]);
            if (words.Length == 1 || line[0] < ' ')
            {
                // No IMAP: a client that tries TLS on this port.
                return;
            }

            var isUid = words.Length > 2 && words[1].Equals("UID", StringComparison.OrdinalIgnoreCase);
            var rest = isUid ? words[2].Split(' ', 2) : words[1..];
            var verb = (isUid ? "UID " : "") + rest[0].ToUpperInvariant();
            var command = server.Number(verb, rest.Length > 1 ? rest[1] : "", number);
            var goesOn = true;
            if (_is.Instead(command) is { } instead)
            {
                Say(instead);
            }
            else
            {
                goesOn = Answer(command);
            }

            var answer = _answer.ToString();
            _answer.Clear();

            var isCut = answer.EndsWith(Cut, StringComparison.Ordinal);
            await SendAsync(stream, (isCut ? answer[..^Cut.Length] : answer).Replace(Tag, _tag, StringComparison.Ordinal), stop);
            if (isCut || !goesOn)
            {
                return;
            }
        }
    }

    private bool Answer(FamilyCommand command)
    {
        switch (command.Verb)
        {
            case "CAPABILITY":
                Say("* CAPABILITY " + (_isSignedIn ? _is.CapabilitiesAfterwards ?? _is.Capabilities : _is.Capabilities), "$ OK done");
                break;
            case "AUTHENTICATE" when !command.Arguments.Contains(' ', StringComparison.Ordinal):
                _isAnswering = true;
                Say("+ ");
                break;
            case "LOGIN" or "AUTHENTICATE":
                SignIn();
                break;
            case "ID":
                _isIdentified = true;
                Say(_is.Id is { } id ? [$"* ID {id}", "$ OK done"] : ["$ BAD what"]);
                break;
            case "NAMESPACE":
                Say(_is.Namespace is { } space ? [$"* NAMESPACE {space}", "$ OK done"] : ["$ BAD what"]);
                break;
            case "LIST" or "XLIST" or "LSUB":
                List(command.Verb, command.Arguments);
                break;
            case "EXAMINE":
                Examine(command.Arguments);
                break;
            case "UID FETCH":
                FamilyFetch.Answer(_is, _folder!, command, Say);
                break;
            case "NOOP" or "ENABLE" or "UNSELECT":
                Say("$ OK done");
                break;
            case "LOGOUT":
                Say("* BYE bye", "$ OK done");
                return false;
            default:
                server.Forbidden.Enqueue($"{command.Verb} {command.Arguments}");
                Say("$ BAD what");
                break;
        }

        return true;
    }

    private void SignIn()
    {
        if (_is.Connections is { } limit && !limit.Words.StartsWith('*') && !Enter())
        {
            Say(limit.Words);
            return;
        }

        _isSignedIn = true;
        Say(_is.SignInAnswer);
    }

    private bool Enter() => _isIn = _isIn || server.TryEnter();

    private void List(string verb, string arguments)
    {
        if (arguments == "\"\" \"\"")
        {
            Say($"* {verb} (\\Noselect) {_is.Separator} \"\"", "$ OK done");
            return;
        }

        var pattern = arguments.Split(" RETURN ")[0].Split(' ')[^1].Trim('"');
        foreach (var folder in server.Folders.Where(folder => Matches(folder.Name, pattern)))
        {
            Say($"* {verb} ({folder.Attributes}) {_is.Separator} \"{folder.Name}\"");
        }

        Say("$ OK done");
    }

    /// <summary>Only what a client that wants everything asks for: all below a prefix, or one name.</summary>
    private static bool Matches(string name, string pattern) => pattern[^1] is '*' or '%'
        ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private void Examine(string arguments)
    {
        var name = arguments.Split(" (")[0].Trim('"').Replace("\\\\", "\\", StringComparison.Ordinal);
        _folder = server.Folders.FirstOrDefault(folder => folder.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (_is.UnlessIdentified is { } words && !_isIdentified)
        {
            Say(words);
        }
        else if (_folder is not { IsSelectable: true })
        {
            Say("$ NO there is no such folder");
        }
        else
        {
            Say(FormattableString.Invariant($"* {_folder.Messages.Count} EXISTS"), "* 0 RECENT", @"* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)");
            Say([.. _is.Opening(_folder)]);
            Say(_is.Opened);
        }
    }

    private void Say(params IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            _answer.Append(line.StartsWith("$ ", StringComparison.Ordinal) ? Tag + line[1..] : line).Append("\r\n");
        }
    }

    private async Task SendAsync(NetworkStream stream, string text, CancellationToken stop)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var allowed = (int)Math.Min(bytes.Length, _is.BytesAConnection - _sent);
        _sent += allowed;
        await stream.WriteAsync(bytes.AsMemory(0, allowed), stop);
        if (allowed < bytes.Length)
        {
            throw new IOException("cut on purpose");
        }
    }
}
