using System.Globalization;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Fuzz.Targets;

/// <summary>A connection cut into answers: nothing of it is lost or made up, it is cut the same however the bytes arrive, and it ends where they end.</summary>
internal sealed class ImapInputTarget() : FuzzTarget(
    "imap-input", "* 1 FETCH (BODY[] {5}\r\nhello)\r\n", "* LIST () \"/\" {3}\r\na b\r\n", "{5}\n", "{5+}\r\n", "{0}\r\n", "~{2}\r\n", "{9223372036854775807}\r\n", "* OK {3}\r\n", "\r\n", "\n", "BODY[] ", "}")
{
    private static readonly ContentSpool Spool = new();

    public override string Run(byte[] input)
    {
        var (whole, count) = Cut(input, input.Length + 1);
        BrokenLawException.Require(whole.AsSpan().SequenceEqual(Cut(input, 3).Bytes), "Answers are the same however their bytes arrive.");
        BrokenLawException.Require(input.AsSpan().StartsWith(whole), "No byte is made up, lost or out of order.");
        return Math.Min(count, 8).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>All answers to the end, contents put back where they were taken out.</summary>
    private static (byte[] Bytes, int Count) Cut(byte[] input, int piece)
    {
        using var answers = new AnswerInput(new PiecemealStream(input, piece));
        using var all = new MemoryStream();
        var count = 0;
        try
        {
            while (true)
            {
                CutOne(answers, all, input);
                count++;
            }
        }
        catch (IOException)
        {
            return (all.ToArray(), count);
        }
    }

    private static void CutOne(AnswerInput answers, MemoryStream all, byte[] input)
    {
        var contents = new List<(int At, LiteralStream Content)>();
        try
        {
            var answer = answers.ReadAnswerAsync(Open, CancellationToken.None).GetAwaiter().GetResult();
            Rebuild(all, answer.Span, contents, input);
        }
        finally
        {
            contents.ForEach(content => content.Content.Dispose());
        }

        LiteralStream? Open(ReadOnlyMemory<byte> beginning, long length)
        {
            if (!FetchAnswer.EndsWithContent(beginning.Span))
            {
                return null;
            }

            var content = new LiteralStream(Spool, length);
            contents.Add((beginning.Span.LastIndexOf((byte)'{'), content));
            return content;
        }
    }

    private static void Rebuild(MemoryStream all, ReadOnlySpan<byte> answer, List<(int At, LiteralStream Content)> contents, byte[] input)
    {
        var done = 0;
        foreach (var (at, content) in contents)
        {
            all.Write(answer[done..at]);
            done = at + "{0}\r\n".Length;

            // The length as it was announced; how it was written is the connection's own matter.
            var line = input.AsSpan((int)all.Length);
            all.Write(line[..(line.IndexOf((byte)'\n') + 1)]);
            using var taken = content.Take();
            using var stream = taken.OpenRead();
            stream.CopyTo(all);
        }

        all.Write(answer[done..]);
    }
}
