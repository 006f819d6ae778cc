using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Turnstone.Sandbox.Soap;

/// <summary>
/// Takes messages out of a request as it comes off the wire, before anything reads XML: each is decoded into a payload, its number stands
/// in its place, and what is left for the XML reader is small whatever the messages weigh. Well-formed requests are taken apart well; of
/// others the reader complains as ever.
/// </summary>
internal sealed class MimeCarver : IDisposable
{
    /// <summary>Padding and blanks behind it are within the last bytes of a payload; only they may be decoded as its end.</summary>
    private const int Tail = 64;
    private const int Capacity = 48 * 1024;
    private static readonly byte[][] Names = [[.. "MimeContent"u8], [.. "MimeContentUTF8"u8], [.. "Content"u8]];
    private readonly MemoryStream _markup = new();
    private readonly List<Payload> _payloads = [];
    private readonly byte[] _text = new byte[Tail + Tail];
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _tagStart = -1;
    private int _held;
    private Payload? _open;

    /// <summary>Reads a request from the wire and takes it apart; the request owns the payloads.</summary>
    /// <exception cref="EwsFault">It is not well-formed, not SOAP, or not valid.</exception>
    public static async Task<SoapRequest> ReadAsync(PipeReader body, SchemaGate? schema, CancellationToken cancellationToken)
    {
        using var carver = new MimeCarver();
        try
        {
            while (true)
            {
                var result = await body.ReadAsync(cancellationToken);
                foreach (var segment in result.Buffer)
                {
                    carver.Append(segment.Span);
                }

                body.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    carver._markup.Position = 0;
                    return SoapReader.Read(carver._markup, schema, carver._payloads);
                }
            }
        }
        catch
        {
            carver._payloads.ForEach(payload => payload.Dispose());
            throw;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Append(ReadOnlySpan<byte> wire)
    {
        while (wire.Length > 0)
        {
            wire = _open is null ? AppendMarkup(wire) : AppendText(wire);
        }
    }

    /// <summary>Takes up to the end of the next tag.</summary>
    private ReadOnlySpan<byte> AppendMarkup(ReadOnlySpan<byte> wire)
    {
        if (_tagStart < 0)
        {
            var start = wire.IndexOf((byte)'<');
            _tagStart = start < 0 ? -1 : (int)_markup.Length + start;
            _markup.Write(wire[..(start < 0 ? wire.Length : start + 1)]);
            return start < 0 ? [] : wire[(start + 1)..];
        }

        var end = wire.IndexOf((byte)'>');
        _markup.Write(wire[..(end < 0 ? wire.Length : end + 1)]);
        if (end < 0)
        {
            return [];
        }

        if (IsPayload(_markup.GetBuffer().AsSpan(_tagStart + 1, (int)_markup.Length - _tagStart - 2)))
        {
            _markup.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_payloads.Count} ")));
            _open = new Payload(int.MaxValue);
            _payloads.Add(_open);
        }

        _tagStart = -1;
        return wire[(end + 1)..];
    }

    // What stands between the angle brackets: t:MimeContent CharacterSet="UTF-8".
    private static bool IsPayload(ReadOnlySpan<byte> tag)
    {
        if (tag.Length == 0 || tag[0] == '/' || tag[^1] == '/')
        {
            return false;
        }

        var end = tag.IndexOfAny(" \t\r\n"u8);
        var name = end < 0 ? tag : tag[..end];
        name = name[(name.IndexOf((byte)':') + 1)..];
        foreach (var known in Names)
        {
            if (name.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> AppendText(ReadOnlySpan<byte> wire)
    {
        var end = wire.IndexOf((byte)'<');
        var text = end < 0 ? wire : wire[..end];
        while (text.Length > 0)
        {
            text = _held == 0 && text.Length > Tail ? DecodeFrom(text) : Hold(text);
        }

        if (end >= 0)
        {
            DecodeHeld(_held, isEnd: true);
            (_open, _held) = (null, 0);
        }

        return end < 0 ? [] : wire[end..];
    }

    /// <summary>Straight from the wire, while nothing is held: no copy of most of a message.</summary>
    private ReadOnlySpan<byte> DecodeFrom(ReadOnlySpan<byte> text)
    {
        var fits = Math.Min(text.Length - Tail, Capacity);
        var consumed = Decode(text[..fits], isEnd: false);
        return _open!.IsMalformed ? [] : consumed > 0 ? text[consumed..] : Hold(text);
    }

    /// <summary>Keeps what may be the end, or what needs more to be decoded.</summary>
    private ReadOnlySpan<byte> Hold(ReadOnlySpan<byte> text)
    {
        var fits = Math.Min(text.Length, Tail + Tail - _held);
        text[..fits].CopyTo(_text.AsSpan(_held));
        _held += fits;
        if (_held == Tail + Tail)
        {
            // With so much more to come, none of it is the end; without blanks in it nothing stays held.
            DecodeHeld(text.Length > fits + Tail ? _held : Tail, isEnd: false);
        }

        return text[fits..];
    }

    private void DecodeHeld(int count, bool isEnd)
    {
        var consumed = Decode(_text.AsSpan(0, count), isEnd);
        _text.AsSpan(consumed, _held - consumed).CopyTo(_text);
        _held -= consumed;
    }

    /// <summary>How much of the text is done with: all of it where it is no base64.</summary>
    private int Decode(ReadOnlySpan<byte> text, bool isEnd)
    {
        var status = Base64.DecodeFromUtf8(text, _bytes, out var consumed, out var written, isEnd);
        _open!.Append(_bytes.AsSpan(0, written));
        if (status is OperationStatus.Done || (status is OperationStatus.NeedMoreData && !isEnd))
        {
            return consumed;
        }

        _open.IsMalformed = true;
        return text.Length;
    }
}
