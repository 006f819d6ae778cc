using System.Buffers;
using System.Text;
using MimeKit;
using MimeKit.Utils;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer;

/// <summary>The header fields that the transfer reads: of each the topmost, as its bytes stand behind the colon; null where there is none.</summary>
internal readonly record struct HeaderFields
{
    /// <summary>RFC 5322 section 3.6.8: printable, no colon.</summary>
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create([.. Enumerable.Range(0x21, 0x5e).Select(code => (byte)code).Where(code => code != ':')]);

    /// <summary>What MimeKit has nothing to decode in: neither 8-bit nor, for want of the equals sign, an encoded word.</summary>
    private static readonly SearchValues<byte> PlainBytes = SearchValues.Create([.. "\t\r\n"u8, .. Enumerable.Range(0x20, 0x5f).Select(code => (byte)code).Where(code => code != '=')]);

    public ReadOnlyMemory<byte>? MessageId { get; private init; }

    public ReadOnlyMemory<byte>? Date { get; private init; }

    public ReadOnlyMemory<byte>? From { get; private init; }

    public ReadOnlyMemory<byte>? Subject { get; private init; }

    public ReadOnlyMemory<byte>? Received { get; private init; }

    public ReadOnlyMemory<byte>? ContentType { get; private init; }

    /// <summary>
    /// Reads a block that leaves nothing to interpret, as nearly all do: fields by RFC 5322, and the empty line. False for any other; how that
    /// is to be understood is MimeKit's to say, which takes ten times as long. For a block read here both say the same.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> block, out HeaderFields fields)
    {
        fields = default;
        var bytes = block.Span;
        for (int start = 0, end; start < bytes.Length; start = end)
        {
            if (start > 0 && bytes[start..] is [(byte)'\n'] or [(byte)'\r', (byte)'\n'])
            {
                return true;
            }

            end = HeaderBlock.EndOfField(bytes, start);
            var name = bytes[start..end].IndexOfAnyExcept(NameBytes);
            if (name <= 0 || bytes[start + name] != ':' || !IsPlain(bytes[start..end]))
            {
                return false;
            }

            fields = fields.With(bytes.Slice(start, name), block[(start + name + 1)..end]);
        }

        return false;
    }

    /// <summary>The fields as MimeKit read them.</summary>
    public static HeaderFields Of(HeaderList headers)
    {
        return new HeaderFields
        {
            MessageId = Raw(HeaderId.MessageId),
            Date = Raw(HeaderId.Date),
            From = Raw(HeaderId.From),
            Subject = Raw(HeaderId.Subject),
            Received = Raw(HeaderId.Received),
            ContentType = Raw(HeaderId.ContentType),
        };

        // A plain null would be an empty value here: there is a conversion from arrays.
        ReadOnlyMemory<byte>? Raw(HeaderId id) => headers.IndexOf(id) is var index and >= 0 ? headers[index].RawValue : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>The value as text: unfolded, encoded words decoded, 8-bit bytes read as well as may be.</summary>
    public static string? TextOf(ReadOnlyMemory<byte>? value) =>
        value is not { } bytes ? null
        : Header.Unfold(bytes.Span.ContainsAnyExcept(PlainBytes) ? Rfc2047.DecodeText(bytes.ToArray()) : Encoding.ASCII.GetString(bytes.Span));

    /// <summary>Whether every line ends as a line should and none is blank but for its indentation.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> field)
    {
        while (field.IndexOf((byte)'\n') is var end and >= 0)
        {
            var line = field[..end];
            line = line is [.. var text, (byte)'\r'] ? text : line;
            if (line.ContainsAny((byte)'\r', (byte)'\0') || line.TrimStart(" \t"u8).IsEmpty)
            {
                return false;
            }

            field = field[(end + 1)..];
        }

        // A block is cut off in the middle of a field where it is longer than anyone reads.
        return field.IsEmpty;
    }

    private HeaderFields With(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value) => name.Length switch
    {
        4 when Date is null && Ascii.EqualsIgnoreCase(name, "Date"u8) => this with { Date = value },
        4 when From is null && Ascii.EqualsIgnoreCase(name, "From"u8) => this with { From = value },
        7 when Subject is null && Ascii.EqualsIgnoreCase(name, "Subject"u8) => this with { Subject = value },
        8 when Received is null && Ascii.EqualsIgnoreCase(name, "Received"u8) => this with { Received = value },
        10 when MessageId is null && Ascii.EqualsIgnoreCase(name, "Message-ID"u8) => this with { MessageId = value },
        12 when ContentType is null && Ascii.EqualsIgnoreCase(name, "Content-Type"u8) => this with { ContentType = value },
        _ => this,
    };
}
