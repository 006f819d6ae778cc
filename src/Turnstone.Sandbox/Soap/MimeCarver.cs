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
    /// <summary>Characters of base64 that stand for three bytes.</summary>
    private const int Group = 4;
    private const int Chunk = Group * 1024;
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);
    private static readonly byte[][] Names = [[.. "MimeContent"u8], [.. "MimeContentUTF8"u8], [.. "Content"u8]];
    private readonly MemoryStream _markup = new();
    private readonly List<Payload> _payloads = [];
    private readonly byte[] _text = new byte[Chunk];
    private readonly byte[] _bytes = new byte[Chunk];
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

    public void Dispose() => _markup.Dispose();

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
            var blank = text.IndexOfAny(Blanks);
            AppendRun(blank < 0 ? text : text[..blank]);
            text = blank < 0 ? [] : text[(blank + 1)..];
        }

        if (end < 0)
        {
            return [];
        }

        Decode(_text.AsSpan(0, _held), isEnd: true);
        (_open, _held) = (null, 0);
        return wire[end..];
    }

    /// <summary>Decodes what has no blanks in it, all but the last group: only what follows tells whether that is the end.</summary>
    private void AppendRun(ReadOnlySpan<byte> run)
    {
        if (run.Length > _text.Length)
        {
            // So much is decoded where it is; what was held is made up to whole groups first.
            run = Hold(run, -_held & (Group - 1));
            Decode(_text.AsSpan(0, _held), isEnd: false);
            _held = 0;
            while (run.Length > Chunk)
            {
                Decode(run[..Chunk], isEnd: false);
                run = run[Chunk..];
            }
        }

        while (run.Length > 0)
        {
            run = Hold(run, Math.Min(run.Length, _text.Length - _held));
            if (_held == _text.Length)
            {
                Decode(_text.AsSpan(0, _held - Group), isEnd: false);
                _text.AsSpan(_held - Group).CopyTo(_text);
                _held = Group;
            }
        }
    }

    private ReadOnlySpan<byte> Hold(ReadOnlySpan<byte> run, int count)
    {
        run[..count].CopyTo(_text.AsSpan(_held));
        _held += count;
        return run[count..];
    }

    private void Decode(ReadOnlySpan<byte> groups, bool isEnd)
    {
        if (_open!.IsMalformed)
        {
            return;
        }

        var status = Base64.DecodeFromUtf8(groups, _bytes, out _, out var written, isEnd);
        _open.Append(_bytes.AsSpan(0, written));
        _open.IsMalformed = status is not OperationStatus.Done;
    }
}
