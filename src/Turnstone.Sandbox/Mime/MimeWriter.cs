using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Turnstone.Sandbox.Mime;

/// <summary>Bytes, lines and base64 to a stream through one pooled buffer.</summary>
internal sealed class MimeWriter(Stream output) : IDisposable
{
    private const int Base64LineBytes = 57;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _used;

    public void Text(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= _buffer.Length)
        {
            Reserve(most);
            _used += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));
        }
        else
        {
            Raw(Encoding.UTF8.GetBytes(text));
        }
    }

    public void Line() => Raw("\r\n"u8);

    public void Line(ReadOnlySpan<byte> text)
    {
        Raw(text);
        Line();
    }

    public void Line(string text)
    {
        Text(text);
        Line();
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length)
        {
            Flush();
            output.Write(bytes);
            return;
        }

        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    /// <summary>Lines of 76 characters, the last one ended too.</summary>
    public void Base64(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> line = bytes[..Math.Min(Base64LineBytes, bytes.Length)];
            Reserve(80);
            System.Buffers.Text.Base64.EncodeToUtf8(line, _buffer.AsSpan(_used), out _, out int written);
            _used += written;
            _buffer[_used++] = (byte)'\r';
            _buffer[_used++] = (byte)'\n';
            bytes = bytes[line.Length..];
        }
    }

    public void Dispose()
    {
        Flush();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _used < count)
        {
            Flush();
        }
    }

    private void Flush()
    {
        output.Write(_buffer, 0, _used);
        _used = 0;
    }
}
