using System.Buffers.Text;
using System.Text;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Reads an untagged answer from front to back, literals inside it included. What it reads is bytes, one character each: what they mean is
/// for others to say. It is patient with servers that quote too little.
/// </summary>
internal ref struct AnswerReader
{
    private ReadOnlySpan<byte> _rest;

    /// <param name="answer">The answer as it came, the line end included or not. One line end is the answer's own; more may belong to a literal.</param>
    public AnswerReader(ReadOnlySpan<byte> answer) => _rest = answer.EndsWith("\r\n"u8) ? answer[..^2] : answer.EndsWith("\n"u8) ? answer[..^1] : answer;

    /// <summary>Whether nothing but blanks is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipBlanks();
            return _rest.IsEmpty;
        }
    }

    /// <summary>Passes over <paramref name="word"/>, case ignored; false, and nothing passed over, where something else stands.</summary>
    public bool TakeWord(string word)
    {
        SkipBlanks();
        if (_rest.Length < word.Length || !Ascii.EqualsIgnoreCase(_rest[..word.Length], word) || (_rest.Length > word.Length && _rest[word.Length] is not ((byte)' ' or (byte)'(' or (byte)')')))
        {
            return false;
        }

        _rest = _rest[word.Length..];
        return true;
    }

    /// <summary>Passes over one character; false where another stands.</summary>
    public bool Take(char c)
    {
        SkipBlanks();
        if (_rest.IsEmpty || _rest[0] != c)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    /// <summary>The next word: whatever stands before a blank or a parenthesis; empty where there is none.</summary>
    public string ReadWord()
    {
        SkipBlanks();
        var end = _rest.IndexOfAny(" ()"u8);
        return TakeText(end < 0 ? _rest.Length : end);
    }

    /// <summary>A separator: one quoted character, or NIL for none. Backslashes that should be doubled and are not are taken as they stand.</summary>
    public char ReadSeparator()
    {
        SkipBlanks();
        if (_rest.IsEmpty || _rest[0] != '"')
        {
            var word = ReadWord();
            return word.Length == 1 ? word[0] : '\0';
        }

        var length = _rest.StartsWith("\"\\\\\""u8) || _rest.StartsWith("\"\\\"\""u8) ? 4 : _rest.StartsWith("\"\""u8) ? 2 : 3;
        var quoted = TakeText(Math.Min(length, _rest.Length));
        return length switch
        {
            2 => '\0',
            3 => quoted.Length == 3 ? quoted[1] : '\0',
            _ => quoted[2],
        };
    }

    /// <summary>A string that is quoted or a literal; null where neither stands.</summary>
    public string? ReadString()
    {
        SkipBlanks();
        return _rest.IsEmpty ? null : _rest[0] switch
        {
            (byte)'"' => ReadQuoted(),
            (byte)'{' or (byte)'~' => ReadLiteral(),
            _ => null,
        };
    }

    /// <summary>A string in the strict sense (RFC 9051 section 4.3): what closes it is the first quote that no backslash stands before.</summary>
    public string? ReadStrictString()
    {
        SkipBlanks();
        if (_rest.IsEmpty || _rest[0] != '"')
        {
            return ReadString();
        }

        var text = new StringBuilder();
        var end = 1;
        for (; end < _rest.Length && _rest[end] != '"'; end++)
        {
            end += _rest[end] == '\\' && end + 1 < _rest.Length ? 1 : 0;
            text.Append((char)_rest[end]);
        }

        _rest = _rest[Math.Min(end + 1, _rest.Length)..];
        return text.ToString();
    }

    /// <summary>
    /// The name in LIST, which ends the answer but for extended data. Unquoted ones may hold blanks, tabs and brackets (Exchange), and reach to
    /// the end.
    /// </summary>
    public string ReadListedName() => ReadString() ?? TakeNameBefore(_rest.IndexOf(" (\""u8));

    /// <summary>The name in STATUS, which is followed by items in parentheses.</summary>
    public string ReadCountedName() => ReadString() ?? TakeNameBefore(_rest.LastIndexOf(" ("u8));

    private string ReadQuoted()
    {
        // A quote closes only where the name can end: some servers put quotes inside without a backslash before them.
        var text = new StringBuilder();
        for (var i = 1; i < _rest.Length; i++)
        {
            var c = _rest[i];
            if (c == '\\' && i + 1 < _rest.Length && _rest[i + 1] is (byte)'\\' or (byte)'"' && !IsLast(i + 1))
            {
                text.Append((char)_rest[++i]);
            }
            else if (c == '"' && Closes(i))
            {
                _rest = _rest[(i + 1)..];
                return text.ToString();
            }
            else
            {
                text.Append((char)c);
            }
        }

        _rest = [];
        return text.ToString();
    }

    // A quote at the very end is the closing one, whatever stands before it: a name may end with a backslash that nobody doubled.
    private readonly bool IsLast(int index) => _rest[index] == '"' && index == _rest.Length - 1;

    private readonly bool Closes(int index)
    {
        var behind = _rest[(index + 1)..];
        var next = behind.TrimStart((byte)' ');
        return next.IsEmpty || next[0] is (byte)')' or (byte)'(' || (behind[0] == ' ' && (next[0] == '"' || next.StartsWith("NIL"u8)));
    }

    private string? ReadLiteral()
    {
        // The length stands on the line it ends; some servers end lines with a line feed alone.
        var start = _rest.IndexOf((byte)'{') + 1;
        var end = _rest.IndexOf((byte)'\n') + 1;
        if (start == 0 || end <= start || !_rest[start..end].TrimEnd("\r\n"u8).EndsWith("}"u8)
            || !Utf8Parser.TryParse(_rest[start..end], out int length, out _) || length < 0 || length > _rest.Length - end)
        {
            return null;
        }

        _rest = _rest[end..];
        return TakeText(length);
    }

    private string TakeNameBefore(int end) => TakeText(end < 0 ? _rest.Length : end).TrimEnd(' ');

    private string TakeText(int length)
    {
        var text = Encoding.Latin1.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }

    private void SkipBlanks() => _rest = _rest.TrimStart((byte)' ');
}
