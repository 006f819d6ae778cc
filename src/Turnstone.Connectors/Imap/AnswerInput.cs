using System.Globalization;

namespace Turnstone.Connectors.Imap;

/// <summary>Reads a server's answers, literals and all, from a connection, and keeps what was read and is still to be given to another reader.</summary>
/// <remarks>One reader at a time.</remarks>
internal sealed class AnswerInput(Stream connection) : IDisposable
{
    /// <summary>More than any name or list of attributes takes; what is longer is no answer to us.</summary>
    private const int LongestAnswer = 1 << 16;

    private readonly MemoryStream _answer = new();
    private readonly byte[] _input = new byte[1 << 15];
    private ReadOnlyMemory<byte> _unread;
    private byte _last = (byte)'\n';

    /// <summary>Whether what was read last ended a line.</summary>
    public bool IsAtLineStart => _last == (byte)'\n';

    /// <summary>What is there, as a stream reads it.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        if (_unread.IsEmpty)
        {
            count = await connection.ReadAsync(buffer, cancellationToken);
        }
        else
        {
            count = Math.Min(_unread.Length, buffer.Length);
            _unread[..count].CopyTo(buffer);
            _unread = _unread[count..];
        }

        _last = count > 0 ? buffer.Span[count - 1] : _last;
        return count;
    }

    /// <summary>These lines come first when the next is read, before what is waiting.</summary>
    public void PutBack(MemoryStream lines)
    {
        lines.Write(_unread.Span);
        _unread = lines.ToArray();
    }

    /// <summary>
    /// An answer with the literals in it. Texts for people (OK, NO, BAD, BYE) hold none, whatever they look like. What
    /// <paramref name="open"/> is given is good only until it returns.
    /// </summary>
    public async Task<ReadOnlyMemory<byte>> ReadAnswerAsync(Func<ReadOnlyMemory<byte>, long, LiteralStream?> open, CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken);
        if (IsText(line.Span) || LiteralAtEnd(line.Span) is null)
        {
            return line;
        }

        var answer = new MemoryStream();
        answer.Write(line.Span);
        while (LiteralAtEnd(line.Span) is { } length)
        {
            // The buffer itself: an answer of ten thousand literals must not be copied ten thousand times.
            if (open(answer.GetBuffer().AsMemory(0, (int)answer.Length), length) is { } literal)
            {
                await CopyAsync(length, literal, cancellationToken);
                answer.SetLength(answer.Length - line.Length + line.Span.LastIndexOf((byte)'{'));
                answer.Write("{0}\r\n"u8);
            }
            else
            {
                answer.Write((await ReadExactlyAsync(length, cancellationToken)).Span);
            }

            line = await ReadLineAsync(cancellationToken);
            answer.Write(line.Span);
            if (answer.Length > LongestAnswer)
            {
                throw TooLong();
            }
        }

        return answer.ToArray();
    }

    /// <summary>One line, its end included.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadLineAsync(CancellationToken cancellationToken)
    {
        _answer.SetLength(0);
        while (true)
        {
            var end = _unread.Span.IndexOf((byte)'\n') + 1;
            var part = _unread[..(end == 0 ? _unread.Length : end)];
            _answer.Write(part.Span);
            _unread = _unread[part.Length..];
            if (end > 0)
            {
                _last = (byte)'\n';
                return _answer.ToArray();
            }

            await FillAsync(cancellationToken);
        }
    }

    /// <summary>The connection stays its owner's.</summary>
    public void Dispose() => _answer.Dispose();

    private static bool IsText(ReadOnlySpan<byte> line)
    {
        var reader = new AnswerReader(line);
        return !reader.Take('*') || reader.ReadWord().ToUpperInvariant() is "OK" or "NO" or "BAD" or "BYE";
    }

    private static long? LiteralAtEnd(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r\n"u8);
        return line.EndsWith("}"u8) && line.LastIndexOf((byte)'{') is >= 0 and var brace
            && long.TryParse(line[(brace + 1)..^1].TrimEnd((byte)'+'), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;
    }

    private async Task CopyAsync(long count, LiteralStream literal, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (_unread.IsEmpty)
            {
                await FillAsync(cancellationToken);
            }

            var part = _unread[..(int)Math.Min(_unread.Length, count)];
            literal.Write(part.Span);
            _unread = _unread[part.Length..];
            count -= part.Length;
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadExactlyAsync(long count, CancellationToken cancellationToken)
    {
        _answer.SetLength(0);
        if (count > LongestAnswer)
        {
            throw TooLong();
        }

        while (_answer.Length < count)
        {
            if (_unread.IsEmpty)
            {
                await FillAsync(cancellationToken);
            }

            var part = _unread[..Math.Min(_unread.Length, (int)(count - _answer.Length))];
            _answer.Write(part.Span);
            _unread = _unread[part.Length..];
        }

        return _answer.ToArray();
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_answer.Length > LongestAnswer)
        {
            throw TooLong();
        }

        var count = await connection.ReadAsync(_input, cancellationToken);
        _unread = count > 0 ? _input.AsMemory(0, count) : throw new IOException("the server closed the connection.");
    }

    private static IOException TooLong() => new("the server's answer is too long for a line of IMAP.");
}
