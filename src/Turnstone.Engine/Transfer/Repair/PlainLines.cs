using System.Buffers;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer.Repair;

/// <summary>Lines as RFC 5322 section 2.1 wants them: ended by CR LF, without NUL, at most 998 bytes.</summary>
internal sealed class PlainLines : Rung
{
    private const int LongestLine = 998;

    public override string What => "line ends made CR LF, NUL bytes removed and lines over 998 bytes broken";

    public override ItemContent? Apply(ItemContent content, PreparedItem item, ContentSpool spool)
    {
        using var writer = spool.Write(content.Length + (content.Length / 32));
        return Copy(content, writer) ? writer.Complete() : null;
    }

    /// <summary>Copies byte by byte, mending; true when anything had to be mended.</summary>
    private static bool Copy(ItemContent content, ContentWriter writer)
    {
        var input = ArrayPool<byte>.Shared.Rent(64 << 10);
        var output = ArrayPool<byte>.Shared.Rent(3 * (64 << 10));
        try
        {
            using var stream = content.OpenRead();
            var (changed, line, afterCr) = (false, 0, false);
            for (int read; (read = stream.Read(input)) > 0;)
            {
                var length = 0;
                foreach (var b in input.AsSpan(0, read))
                {
                    switch (b)
                    {
                        case 0:
                            changed = true;
                            continue;
                        case (byte)'\n' when afterCr:
                            afterCr = false;
                            continue;
                        case (byte)'\r' or (byte)'\n':
                            // A bare one is found out when the other half does not come; both are written at once here.
                            changed |= afterCr || b == '\n';
                            afterCr = b == '\r';
                            EndLine(output, ref length, ref line);
                            continue;
                    }

                    changed |= afterCr;
                    afterCr = false;
                    if (line == LongestLine)
                    {
                        changed = true;
                        EndLine(output, ref length, ref line);
                        if (b is not ((byte)' ' or (byte)'\t'))
                        {
                            // Inside the header a broken line goes on with a blank; in a body the blank does little harm.
                            output[length++] = (byte)' ';
                            line++;
                        }
                    }

                    output[length++] = b;
                    line++;
                }

                writer.Write(output.AsSpan(0, length));
            }

            return changed || afterCr;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    private static void EndLine(byte[] output, ref int length, ref int line)
    {
        output[length++] = (byte)'\r';
        output[length++] = (byte)'\n';
        line = 0;
    }
}
