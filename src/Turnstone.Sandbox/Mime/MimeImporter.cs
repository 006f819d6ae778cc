using System.Runtime.InteropServices;
using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>Turns MIME into what Exchange stores of it.</summary>
public static class MimeImporter
{
    /// <summary>[D] responsecode: more than ten nested item attachments are refused (2010 SP2 and later).</summary>
    private const int NestingLimit = 10;

    // Deep enough for any real mail; below it a part is an attachment of bytes, so that no message can exhaust the stack.
    private static readonly ParserOptions Options = new() { MaxMimeDepth = 256 };

    /// <summary>Reads the stream to its end and leaves it open. The message keeps none of the stream's bytes.</summary>
    /// <exception cref="MimeImportException">Exchange would refuse it: an empty stream, or attached messages nested too deep.</exception>
    public static StoredMessage Import(Stream mime)
    {
        if (mime is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> buffer))
        {
            int position = (int)Math.Min(memory.Position, buffer.Count);
            memory.Position = memory.Length;
            return Import(buffer[position..]);
        }

        using var whole = mime.CanSeek ? new MemoryStream((int)Math.Max(0, mime.Length - mime.Position)) : new MemoryStream();
        mime.CopyTo(whole);
        return Import(whole.GetBuffer().AsMemory(0, (int)whole.Length));
    }

    /// <inheritdoc cref="Import(Stream)"/>
    public static StoredMessage Import(ReadOnlyMemory<byte> mime)
    {
        if (mime.IsEmpty)
        {
            throw MimeImportException.Empty();
        }

        if (!MemoryMarshal.TryGetArray(mime, out ArraySegment<byte> bytes))
        {
            bytes = mime.ToArray();
        }

        MimeSource source = new(GiantHeaders.Unfold(bytes));
        return Convert(source.Parse(Options), source, depth: 0);
    }

    internal static StoredMessage Convert(MimeMessage message, MimeSource source, int depth)
    {
        if (depth > NestingLimit)
        {
            throw MimeImportException.NestedTooDeep();
        }

        BodyCollector bodies = new(source, depth);
        if (message.Body is { } root)
        {
            bodies.CollectRoot(root);
        }

        return HeaderReader.Read(message, isSecured: bodies.Secured is not null) with
        {
            ItemClass = bodies.ItemClass,
            TextBody = bodies.Text,
            HtmlBody = bodies.Html,
            Calendar = bodies.Calendar,
            Report = bodies.Report,
            Secured = bodies.Secured,
            Attachments = bodies.Attachments,
        };
    }
}
