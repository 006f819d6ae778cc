using System.Globalization;
using System.Text;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// What an untagged FETCH says of a message. Servers order the items as they like, put more of them in than were asked
/// for, and some wrap one or all in parentheses of their own (Domino), so what counts is the items' names and not where they stand.
/// </summary>
internal sealed record FetchAnswer
{
    private const int LongestContentName = 11;

    private static readonly HashSet<string> Names = new(
        ["UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "RFC822.HEADER", "RFC822.TEXT", "MODSEQ", "EMAILID", "THREADID", "SAVEDATE", "PREVIEW", "ENVELOPE", "BODY", "BODYSTRUCTURE"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The message's number in the folder; null where that is no number.</summary>
    public uint? Number { get; private set; }

    public uint? Uid { get; private set; }

    /// <summary>RFC822.SIZE. Some write decimals (mail.ru); of what is no number at all nothing is kept.</summary>
    public long? Size { get; private set; }

    /// <summary>INTERNALDATE as it is written.</summary>
    public string? Date { get; private set; }

    /// <summary>Flags and keywords as they are written.</summary>
    public IReadOnlyList<string> Flags { get; private set; } = [];

    /// <summary>X-GM-MSGID.</summary>
    public ulong? GmailId { get; private set; }

    /// <summary>X-GM-LABELS, one character a byte.</summary>
    public IReadOnlyList<string> GmailLabels { get; private set; } = [];

    /// <summary>EMAILID (RFC 8474).</summary>
    public string? EmailId { get; private set; }

    /// <summary>
    /// The content where it is no literal, or is one of no length: quoted, or NIL; null where there is none. One character a byte.
    /// </summary>
    public string? Text { get; private set; }

    /// <summary>
    /// Whether the answer ends as one does, with nothing behind a content but items. A content that is shorter or longer than was announced
    /// takes what follows for its own, or leaves its end there; nothing else shows it.
    /// </summary>
    public bool IsWhole { get; private init; }

    /// <summary>Whether a literal behind this beginning of an answer is a message's content; some echo the PEEK, and RFC822 is an older name for it.</summary>
    public static bool EndsWithContent(ReadOnlySpan<byte> beginning)
    {
        var before = beginning[..beginning.LastIndexOf((byte)'{')].TrimEnd("~ "u8);
        var item = before[(before.LastIndexOfAny(" ("u8) + 1)..];
        return beginning.StartsWith("* "u8) && item.Length <= LongestContentName && IsContent(Encoding.ASCII.GetString(item));
    }

    /// <summary>Reads an answer; null for one that is no FETCH.</summary>
    public static FetchAnswer? Read(ReadOnlySpan<byte> answer)
    {
        var reader = new AnswerReader(answer);
        if (!reader.Take('*') || reader.ReadWord() is not { Length: > 0 } number || !reader.TakeWord("FETCH"))
        {
            return null;
        }

        var found = new FetchAnswer { Number = uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null };
        var depth = 0;
        var hasStrays = false;
        while (!reader.IsAtEnd)
        {
            if (reader.Take('('))
            {
                depth++;
            }
            else if (reader.Take(')'))
            {
                depth--;
            }
            else
            {
                var hasContent = found.Text is not null;
                var item = reader.ReadStrictString() is null ? reader.ReadWord() : "";
                hasStrays |= hasContent && !Names.Contains(item) && !item.StartsWith("X-", StringComparison.OrdinalIgnoreCase);
                found.Take(item, ref reader);
            }
        }

        return found with { IsWhole = depth == 0 && !hasStrays };
    }

    private void Take(string item, ref AnswerReader reader)
    {
        switch (item.ToUpperInvariant())
        {
            case var name when IsContent(name):
                Text = reader.TakeWord("NIL") ? "" : reader.ReadStrictString();
                break;
            case "UID":
                Uid = ReadNumber(ref reader) is { } uid and <= uint.MaxValue ? (uint)uid : Uid;
                break;
            case "RFC822.SIZE":
                Size = ReadNumber(ref reader) is { } size and <= long.MaxValue ? (long)size : Size;
                break;
            case "INTERNALDATE":
                Date = reader.ReadStrictString() ?? reader.ReadWord();
                break;
            case "FLAGS":
                Flags = ReadWords(ref reader, quoted: false);
                break;
            case "X-GM-MSGID":
                GmailId = ReadNumber(ref reader);
                break;
            case "X-GM-LABELS":
                GmailLabels = ReadWords(ref reader, quoted: true);
                break;
            case "EMAILID":
                EmailId = ReadWords(ref reader, quoted: true) is [var id, ..] ? id : null;
                break;
            default:
                PassOver(ref reader);
                break;
        }
    }

    private static bool IsContent(string item) => item.ToUpperInvariant() is "BODY[]" or "BODY.PEEK[]" or "RFC822";

    /// <summary>A number, its decimals cut off; null, and nothing passed over, where the value is missing. A negative one (Zoho's MODSEQ -1) is none.</summary>
    private static ulong? ReadNumber(ref AnswerReader reader)
    {
        var ahead = reader;
        var word = ahead.ReadWord();
        if (word.Length == 0 || !(char.IsAsciiDigit(word[0]) || word[0] == '-'))
        {
            return null;
        }

        reader = ahead;
        return ulong.TryParse(word.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>A list in parentheses. Flags are never quoted: a quote in one is a part of it.</summary>
    private static List<string> ReadWords(ref AnswerReader reader, bool quoted)
    {
        var words = new List<string>();
        if (!reader.Take('('))
        {
            PassOver(ref reader);
            return words;
        }

        for (var depth = 1; depth > 0 && !reader.IsAtEnd;)
        {
            if (reader.Take('('))
            {
                depth++;
            }
            else if (reader.Take(')'))
            {
                depth--;
            }
            else
            {
                words.Add((quoted ? reader.ReadStrictString() : null) ?? reader.ReadWord());
            }
        }

        return words;
    }

    /// <summary>The value of an item nobody asked for.</summary>
    private static void PassOver(ref AnswerReader reader)
    {
        if (!reader.Take('('))
        {
            _ = reader.ReadStrictString() ?? reader.ReadWord();
            return;
        }

        for (var depth = 1; depth > 0 && !reader.IsAtEnd;)
        {
            var step = reader.Take('(') ? 1 : reader.Take(')') ? -1 : 0;
            depth += step;
            _ = step == 0 ? reader.ReadStrictString() ?? reader.ReadWord() : "";
        }
    }
}
