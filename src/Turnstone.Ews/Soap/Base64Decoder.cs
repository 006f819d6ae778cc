using System.Buffers;
using System.Buffers.Text;

namespace Turnstone.Ews.Soap;

/// <summary>
/// Base64 from the wire to a stream, tolerant of line breaks and of anything else outside the alphabet, and of padding that was forgotten:
/// Exchange 2019 is reported to break MimeContent into lines [P].
/// </summary>
internal sealed class Base64Decoder(Stream destination) : IDisposable
{
    private readonly byte[] _encoded = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _count;
    private bool _padded;

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    public async ValueTask AppendAsync(ReadOnlyMemory<char> text, CancellationToken cancellationToken)
    {
        for (int done = 0; done < text.Length;)
        {
            done += Take(text.Span[done..]);
            if (_count == Capacity)
            {
                await FlushAsync(cancellationToken);
            }
        }
    }

    /// <summary>Decodes what is left.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        // One stray letter holds no byte; two and three lack only their padding.
        while (_count % 4 is 2 or 3)
        {
            _encoded[_count++] = (byte)'=';
        }

        _count -= _count % 4;
        await FlushAsync(cancellationToken);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_encoded);

    // The pool may hand out more than was asked for, and not a multiple of four.
    private const int Capacity = 16 * 1024;

    private int Take(ReadOnlySpan<char> text)
    {
        int i = 0;
        for (; i < text.Length && _count < Capacity; i++)
        {
            char c = text[i];
            if (c == '=')
            {
                _padded = true;
            }
            else if (!_padded && (char.IsAsciiLetterOrDigit(c) || c is '+' or '/'))
            {
                _encoded[_count++] = (byte)c;
            }
        }

        return i;
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        // A slack last letter ("QR==") is forgiven by clearing its unused bits.
        TrimSlackBits();
        if (Base64.DecodeFromUtf8InPlace(_encoded.AsSpan(0, _count), out int written) != OperationStatus.Done)
        {
            throw new InvalidDataException("The MIME content is not base64.");
        }

        try
        {
            await destination.WriteAsync(_encoded.AsMemory(0, written), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new MimeDestinationException(exception);
        }

        Length += written;
        _count = 0;
    }

    private void TrimSlackBits()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int padding = _count == 0 || _encoded[_count - 1] != '=' ? 0 : _encoded[_count - 2] == '=' ? 2 : 1;
        if (padding > 0)
        {
            int last = _count - padding - 1;
            int value = Alphabet.IndexOf((char)_encoded[last], StringComparison.Ordinal);
            _encoded[last] = (byte)Alphabet[value & (padding == 2 ? 0b110000 : 0b111100)];
        }
    }
}
