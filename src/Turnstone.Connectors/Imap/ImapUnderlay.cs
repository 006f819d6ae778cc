using System.Globalization;
using System.Text;
using MailKit.Net.Imap;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Lies between MailKit and the connection. Between MailKit's commands it speaks some of ours, for MailKit has no way to see the bytes of a
/// name; what the server says meanwhile that is not for us waits here for MailKit.
/// </summary>
/// <remarks>One user at a time, as with the client above it.</remarks>
internal sealed class ImapUnderlay(Stream connection, LastWords words, Distance distance) : Stream
{
    /// <summary>Bytes kept for MailKit during one command: news of some hundred thousand messages.</summary>
    private const int MostKept = 16 << 20;

    private readonly AnswerInput _input = new(connection);
    private int _tag;

    /// <summary>Bytes of names in MailKit's commands.</summary>
    public NameStandIns Names { get; } = new();

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
        if (!_input.IsAtLineStart)
        {
            // MailKit has the beginning of this line.
            kept.Write((await _input.ReadLineAsync(cancellationToken)).Span);
        }

        // MailKit's tags are a letter and digits.
        var tag = string.Create(CultureInfo.InvariantCulture, $"turnstone{++_tag}");
        await connection.WriteAsync(Encoding.Latin1.GetBytes($"{tag} {command}\r\n"), cancellationToken);
        await connection.FlushAsync(cancellationToken);
        var asked = distance.Ask();
        while (true)
        {
            var answer = await _input.ReadAnswerAsync(open, cancellationToken);
            var line = Encoding.Latin1.GetString(answer.Span).TrimEnd('\r', '\n');
            if (line.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                // What came before the tag may be news that was under way already.
                distance.Answered(asked);
                _input.PutBack(kept);
                return line.AsSpan(tag.Length + 1).StartsWith("OK", StringComparison.OrdinalIgnoreCase) ? null : line;
            }

            if (line.StartsWith("* BYE", StringComparison.OrdinalIgnoreCase))
            {
                words.LogServer(answer.ToArray(), 0, answer.Length);
            }

            if (line.StartsWith('*') && !await take(answer))
            {
                kept.Write(answer.Span);
                if (kept.Length > MostKept)
                {
                    throw new IOException("the server says more than anybody asked for, and does not stop.");
                }
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

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.WriteAsync(Names.Replace(buffer), cancellationToken);

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
            _input.Dispose();
            connection.Dispose();
        }

        base.Dispose(disposing);
    }
}
