using System.Globalization;
using System.Text;
using MailKit.Net.Imap;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Lies between MailKit and the connection. Between MailKit's commands it speaks some of ours, for MailKit has no way to see the bytes of a
/// name; what the server says meanwhile that is not for us waits here for MailKit. And it puts the bytes of a name into MailKit's commands
/// where MailKit, which sends text as UTF-8, cannot.
/// </summary>
/// <remarks>One user at a time, as with the client above it.</remarks>
internal sealed class ImapUnderlay(Stream connection, LastWords words) : Stream
{
    /// <summary>More than any name or list of attributes takes; what is longer is no answer to us.</summary>
    private const int LongestAnswer = 1 << 16;

    /// <summary>What stands for bytes of which no text is the UTF-8. Control characters, so that MailKit sends them as a literal of their own (RFC 9051 section 4.3).</summary>
    private const string StandInLetters = "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000b\u000c\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f";

    private readonly Dictionary<string, byte[]> _standIns = [];
    private readonly MemoryStream _answer = new();
    private readonly byte[] _input = new byte[1 << 15];
    private ReadOnlyMemory<byte> _unread;
    private byte _last = (byte)'\n';
    private int _tag;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => connection.CanTimeout;

    public override int ReadTimeout
    {
        get => connection.ReadTimeout;
        set => connection.ReadTimeout = value;
    }

    public override int WriteTimeout
    {
        get => connection.WriteTimeout;
        set => connection.WriteTimeout = value;
    }

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// The text by which MailKit sends exactly these bytes; null where there is none left (some dozen names of a single byte). A literal's
    /// length is told before its bytes, so what stands in for a name is as long as the name.
    /// </summary>
    public string? TextFor(byte[] name)
    {
        if (ImapNames.TryReadUtf8(name) is { } text)
        {
            return text;
        }

        var letters = new char[name.Length];
        var number = _standIns.Count;
        for (var i = letters.Length - 1; i >= 0; i--)
        {
            (number, var letter) = Math.DivRem(number, StandInLetters.Length);
            letters[i] = StandInLetters[letter];
        }

        var standIn = new string(letters);
        return number == 0 && _standIns.TryAdd(standIn, name) ? standIn : null;
    }

    /// <summary>Says a command and reads to its end.</summary>
    /// <param name="command">The command without tag and line end.</param>
    /// <param name="take">Gets every untagged answer, line end included, and says whether it was for us.</param>
    /// <param name="cancellationToken">Ends the dialogue; the connection is of no use then.</param>
    /// <returns>Null if the server did as it was told, else its refusal.</returns>
    public Task<string?> CommandAsync(string command, Func<ReadOnlyMemory<byte>, bool> take, CancellationToken cancellationToken) =>
        CommandAsync(command, answer => ValueTask.FromResult(take(answer)), (_, _) => null, cancellationToken);

    /// <summary>Says a command whose answers hold literals that are not to be kept in memory. While <paramref name="take"/> thinks, nothing is read.</summary>
    /// <param name="command">The command without tag and line end.</param>
    /// <param name="take">Gets every untagged answer, line end included, and says whether it was for us.</param>
    /// <param name="open">
    /// Gets the beginning of an answer up to the braces and the length in them, and gives where the literal goes, or null to have it in the
    /// answer. One that went elsewhere is empty in the answer.
    /// </param>
    /// <param name="cancellationToken">Ends the dialogue; the connection is of no use then.</param>
    /// <returns>Null if the server did as it was told, else its refusal.</returns>
    public async Task<string?> CommandAsync(
        string command, Func<ReadOnlyMemory<byte>, ValueTask<bool>> take, Func<ReadOnlyMemory<byte>, long, LiteralStream?> open, CancellationToken cancellationToken)
    {
        var kept = new MemoryStream();
        if (_last != (byte)'\n')
        {
            // MailKit has the beginning of this line.
            kept.Write((await ReadLineAsync(cancellationToken)).Span);
        }

        // MailKit's tags are a letter and digits.
        var tag = string.Create(CultureInfo.InvariantCulture, $"turnstone{++_tag}");
        await connection.WriteAsync(Encoding.Latin1.GetBytes($"{tag} {command}\r\n"), cancellationToken);
        await connection.FlushAsync(cancellationToken);
        while (true)
        {
            var answer = await ReadAnswerAsync(open, cancellationToken);
            var line = Encoding.Latin1.GetString(answer.Span).TrimEnd('\r', '\n');
            if (line.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                kept.Write(_unread.Span);
                _unread = kept.ToArray();
                return line.AsSpan(tag.Length + 1).StartsWith("OK", StringComparison.OrdinalIgnoreCase) ? null : line;
            }

            if (line.StartsWith("* BYE", StringComparison.OrdinalIgnoreCase))
            {
                words.LogServer(answer.ToArray(), 0, answer.Length);
            }

            if (line.StartsWith('*') && !await take(answer))
            {
                kept.Write(answer.Span);
            }
        }
    }

    /// <summary>A refusal as an exception, for those that cannot do without.</summary>
    public ImapCommandException Refused(string refusal)
    {
        var line = Encoding.Latin1.GetBytes(refusal + "\r\n");
        words.LogServer(line, 0, line.Length);
        return new ImapCommandException(ImapCommandResponse.No, refusal, refusal);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
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

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.WriteAsync(WithNames(buffer), cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => connection.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private ReadOnlyMemory<byte> WithNames(ReadOnlyMemory<byte> command)
    {
        foreach (var (standIn, name) in _standIns)
        {
            // A literal is sent by itself, or behind its length where the server need not be waited for (RFC 7888).
            var at = command.Span.IndexOf(Encoding.Latin1.GetBytes(standIn));
            if (at >= 0 && (at == 0 || command.Span[at - 1] == '\n') && (at + name.Length == command.Length || command.Span[at + name.Length] is (byte)' ' or (byte)'\r'))
            {
                var changed = command.ToArray();
                name.CopyTo(changed, at);
                return changed;
            }
        }

        return command;
    }

    /// <summary>An answer with the literals in it. Texts for people (OK, NO, BAD, BYE) hold none, whatever they look like.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadAnswerAsync(Func<ReadOnlyMemory<byte>, long, LiteralStream?> open, CancellationToken cancellationToken)
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
            if (open(answer.ToArray(), length) is { } literal)
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

    private static bool IsText(ReadOnlySpan<byte> line)
    {
        var reader = new AnswerReader(line);
        return !reader.Take('*') || reader.ReadWord().ToUpperInvariant() is "OK" or "NO" or "BAD" or "BYE";
    }

    private static long? LiteralAtEnd(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r\n"u8);
        return line.EndsWith("}"u8)
            && long.TryParse(line[(line.LastIndexOf((byte)'{') + 1)..^1].TrimEnd((byte)'+'), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;
    }

    private async Task<ReadOnlyMemory<byte>> ReadLineAsync(CancellationToken cancellationToken)
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
