using System.Buffers;
using System.Buffers.Text;

namespace Turnstone.Sandbox.Soap;

/// <summary>Decodes base64 that arrives as chunks of characters, white space anywhere, straight into a payload.</summary>
internal sealed class Base64Decoder(Payload target) : IDisposable
{
    private const int Capacity = 16 * 1024;
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _count;
    private bool _ended;

    public void Append(ReadOnlySpan<char> chunk)
    {
        foreach (var c in chunk)
        {
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                continue;
            }

            if (_ended || c > 0x7F)
            {
                target.IsMalformed = true;
                return;
            }

            _bytes[_count++] = (byte)c;
            if (_count == Capacity)
            {
                Flush();
            }
        }
    }

    public void Finish()
    {
        if (_count > 0)
        {
            Flush();
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    // Capacity is a multiple of four, so every flush but the last is a whole number of quartets; padding may only end the last.
    private void Flush()
    {
        var quartets = _bytes.AsSpan(0, _count);
        _ended = quartets[^1] == (byte)'=';
        if (Base64.DecodeFromUtf8InPlace(quartets, out var written) != OperationStatus.Done)
        {
            target.IsMalformed = true;
        }
        else
        {
            target.Append(quartets[..written]);
        }

        _count = 0;
    }
}
