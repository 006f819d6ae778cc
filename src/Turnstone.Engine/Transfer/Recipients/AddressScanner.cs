using System.Buffers;
using System.Text;

namespace Turnstone.Engine.Transfer.Recipients;

/// <summary>
/// Walks through the value of an address field (RFC 5322 section 3.4, the obsolete forms of section 4.4 included) and finds the addresses to
/// change. Names, comments and what stands in quotes are passed over, whatever they look like; what is no address is left alone.
/// </summary>
internal sealed class AddressScanner(ReadOnlyMemory<byte> whole, RecipientMap map)
{
    private static readonly SearchValues<byte> Specials = SearchValues.Create(" \t\r\n\"(),.:;<>@"u8);

    /// <summary>Changes that count only once it is clear that they are not part of a name: <c>a@x &lt;a@x&gt;</c>.</summary>
    private readonly List<AddressEdit> _tentative = [];

    private readonly List<AddressEdit> _edits = [];
    private readonly List<int> _commas = [];
    private readonly StringBuilder _local = new();
    private int _localStart = -1;
    private bool _afterDot;
    private int _at;

    /// <summary>The changes, in the order of their places.</summary>
    public IReadOnlyList<AddressEdit> Edits => _edits;

    /// <summary>Places right behind the commas between addresses, where a line may be folded.</summary>
    public IReadOnlyList<int> Commas => _commas;

    private ReadOnlySpan<byte> Bytes => whole.Span;

    /// <summary>Scans from behind the field's colon to its end.</summary>
    public void Run(int start)
    {
        for (_at = start; _at < Bytes.Length;)
        {
            switch (Bytes[_at])
            {
                case (byte)'"' when EndOfQuoted(_at) is var end and > 0:
                    TakeWord(_at, end);
                    break;
                case (byte)'(' when EndOfComment(_at) is var end and > 0:
                    _at = end;
                    break;
                case (byte)'@':
                    TakeAddress();
                    break;
                case (byte)'.':
                    (_afterDot, _) = (true, _local.Append('.'));
                    _at++;
                    break;
                case (byte)'<':
                case (byte)':':
                    // What stood before it was a name, a group's name or a route.
                    _tentative.Clear();
                    Forget(_at + 1);
                    break;
                case (byte)',':
                    Commit();
                    _commas.Add(_at + 1);
                    Forget(_at + 1);
                    break;
                case (byte)'>':
                case (byte)';':
                    Commit();
                    Forget(_at + 1);
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    _at++;
                    break;
                default:
                    // A closing bracket that nothing opened is a word of its own: whatever it is, it must be left behind.
                    TakeWord(_at, Math.Max(EndOfAtom(_at), _at + 1));
                    break;
            }
        }

        Commit();
    }

    private void Commit()
    {
        _edits.AddRange(_tentative);
        _tentative.Clear();
    }

    private void Forget(int next)
    {
        _local.Clear();
        (_localStart, _afterDot, _at) = (-1, false, next);
    }

    /// <summary>A word begins a local part, or goes on with one behind a dot.</summary>
    private void TakeWord(int start, int end)
    {
        if (!_afterDot || _localStart < 0)
        {
            _local.Clear();
            _localStart = start;
        }

        _local.Append(Text(start, end));
        (_afterDot, _at) = (false, end);
    }

    private void TakeAddress()
    {
        var (localStart, local) = (_localStart, _local.ToString());
        Forget(_at + 1);
        var domain = new StringBuilder();
        var (domainStart, domainEnd) = (-1, -1);
        for (var expectsAtom = true; SkipBlanks() && (expectsAtom ? EndOfAtom(_at) > _at : Bytes[_at] == '.'); expectsAtom = !expectsAtom)
        {
            var end = expectsAtom ? EndOfAtom(_at) : _at + 1;
            domain.Append(Text(_at, end));
            if (expectsAtom)
            {
                (domainStart, domainEnd) = (domainStart < 0 ? _at : domainStart, end);
            }

            _at = end;
        }

        if (localStart >= 0 && domainStart >= 0 && map.Find(local, domain.ToString().TrimEnd('.')) is { } mapping)
        {
            _tentative.Add(mapping.IsDomain
                ? new AddressEdit(domainStart, domainEnd, mapping.To[1..])
                : new AddressEdit(localStart, domainEnd, mapping.To));
        }
    }

    /// <summary>Passes over blanks and comments; false at the end of the field.</summary>
    private bool SkipBlanks()
    {
        while (_at < Bytes.Length)
        {
            if (Bytes[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                _at++;
            }
            else if (Bytes[_at] == '(' && EndOfComment(_at) is var end and > 0)
            {
                _at = end;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Text as it is compared: a quoted one without its quotes and backslashes.</summary>
    private string Text(int start, int end)
    {
        var text = Encoding.UTF8.GetString(Bytes[start..end]);
        if (text is not ['"', .. var quoted, '"'])
        {
            return text;
        }

        var plain = new StringBuilder(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            plain.Append(quoted[i] == '\\' && i + 1 < quoted.Length ? quoted[++i] : quoted[i]);
        }

        return plain.ToString();
    }

    private int EndOfAtom(int start)
    {
        var length = Bytes[start..].IndexOfAny(Specials);
        var end = length < 0 ? Bytes.Length : start + length;

        // A quote or bracket that is never closed is a letter like any other.
        return end == start && Bytes[start] is (byte)'"' or (byte)'(' ? start + 1 : end;
    }

    private int EndOfQuoted(int start)
    {
        for (var i = start + 1; i < Bytes.Length; i++)
        {
            switch (Bytes[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'"':
                    return i + 1;
            }
        }

        return -1;
    }

    private int EndOfComment(int start)
    {
        var depth = 0;
        for (var i = start; i < Bytes.Length; i++)
        {
            switch (Bytes[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return i + 1;
            }
        }

        return -1;
    }
}
