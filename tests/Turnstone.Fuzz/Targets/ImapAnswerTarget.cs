using System.Globalization;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Fuzz.Targets;

/// <summary>The connection itself: lines and literals, cut anywhere, announced wrongly. It ends with the bytes, in an IOException or in an answer.</summary>
internal sealed class ImapAnswerTarget() : FuzzTarget(
    "imap-answer", "* 1 FETCH (BODY[] {", "{5}\r\n", "{5+}\r\n", "{99999999999}\r\n", "\r\n", "turnstone1 OK\r\n", "turnstone1 NO [LIMIT]\r\n", "* BYE\r\n", "* OK {3}\r\n", "~{4}\r\n")
{
    private readonly ContentSpool _spool = new(memoryLimit: 1 << 16);

    public override string Run(byte[] input)
    {
        using var server = new Dialogue(input);
        using var underlay = new ImapUnderlay(server, new LastWords(), new Distance(TimeProvider.System));
        var (taken, literals) = (0, 0);
        LiteralStream? content = null;
        try
        {
            var refusal = underlay.CommandAsync(
                "UID FETCH 1:* (UID)",
                answer =>
                {
                    taken++;
                    content?.Dispose();
                    content = null;
                    FetchAnswer.Read(answer.Span);
                    return ValueTask.FromResult(true);
                },
                (beginning, length) =>
                {
                    literals++;
                    return content is null && FetchAnswer.EndsWithContent(beginning.Span) ? content = new LiteralStream(_spool, Math.Min(length, 4096)) : null;
                },
                CancellationToken.None).GetAwaiter().GetResult();
            return string.Create(CultureInfo.InvariantCulture, $"{(refusal is null ? "done" : "refused")} {Math.Min(taken, 4)} {Math.Min(literals, 4)}");
        }
        catch (IOException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{e.Message} {Math.Min(taken, 4)} {Math.Min(literals, 4)}");
        }
        finally
        {
            content?.Dispose();
        }
    }

    /// <summary>A server that says this, a few bytes at a time, and goes.</summary>
    private sealed class Dialogue(byte[] answers) : MemoryStream(answers, writable: false)
    {
        private int _turn;

        public override bool CanWrite => true;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span[..Math.Min(buffer.Length, (_turn++ % 7 * 100) + 1)]));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
