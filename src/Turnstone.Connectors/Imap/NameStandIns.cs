using System.Buffers;
using System.Text;

namespace Turnstone.Connectors.Imap;

/// <summary>Puts the bytes of a name into MailKit's commands where MailKit, which sends text as UTF-8, cannot.</summary>
internal sealed class NameStandIns
{
    /// <summary>What stands for bytes of which no text is the UTF-8. Control characters, so that MailKit sends them as a literal of their own (RFC 9051 section 4.3).</summary>
    private const string StandInLetters = "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000b\u000c\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f";

    private static readonly SearchValues<char> AllStandInLetters = SearchValues.Create(StandInLetters);

    private readonly Dictionary<string, byte[]> _standIns = [];
    private readonly Dictionary<int, int> _givenByLength = [];

    /// <summary>
    /// The text by which MailKit sends exactly these bytes; null where there is none left (from the thirtieth name of a single byte on). A literal's
    /// length is told before its bytes, so what stands in for a name is as long as the name.
    /// </summary>
    public string? TextFor(byte[] name)
    {
        // A name in which letters of stand-ins stand needs one itself, or it would open the folder another stands for.
        if (ImapNames.TryReadUtf8(name) is { } text && !text.AsSpan().ContainsAny(AllStandInLetters))
        {
            return text;
        }

        var letters = new char[name.Length];
        var number = _givenByLength.GetValueOrDefault(name.Length);
        _givenByLength[name.Length] = number + 1;
        for (var i = letters.Length - 1; i >= 0; i--)
        {
            (number, var letter) = Math.DivRem(number, StandInLetters.Length);
            letters[i] = StandInLetters[letter];
        }

        var standIn = new string(letters);
        return number == 0 && _standIns.TryAdd(standIn, name) ? standIn : null;
    }

    /// <summary>The command with the bytes of a name in the place of what stands in for them.</summary>
    public ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> command)
    {
        foreach (var (standIn, name) in _standIns)
        {
            // A literal is sent by itself, or behind its length where the server need not be waited for (RFC 7888).
            var at = command.Span.IndexOf(Encoding.Latin1.GetBytes(standIn));
            if (at >= 0 && (at == 0 || command.Span[at - 1] == '\n') && (at + name.Length == command.Length || command.Span[at + name.Length] is (byte)' ' or (byte)'\r'))
            {
                var changed = command.ToArray();
                name.CopyTo(changed, at);
                return changed;
            }
        }

        return command;
    }
}
