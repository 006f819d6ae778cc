using System.Buffers;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

internal static class GetItem
{
    // A multiple of three, so that chunks of base64 join without padding between them.
    private const int Chunk = 48 * 1024;

    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var shape = Shape.ParseItem(request.Child("ItemShape"), ShapeUse.Get);
        return answer.EachAsync("GetItem", request.Required("ItemIds").Children, "m:Items", async id =>
        {
            var (mailbox, item) = context.Item(id);
            var writer = answer.Writer;
            var itemWriter = new ItemWriter(writer, mailbox, item, shape);
            writer.Start("m:Items");
            writer.Start("t:" + item.Element);
            if (shape.IncludesMime || shape.HasExplicitly("item:MimeContent"))
            {
                await WriteMimeAsync(answer, itemWriter.Content.Export, cancellationToken);
            }

            itemWriter.WriteProperties();
            writer.End("t:" + item.Element);
            writer.End("m:Items");
        }, cancellationToken);
    }

    /// <summary>Regenerated first, sent after: an export that fails is still this item's error.</summary>
    public static async ValueTask WriteMimeAsync(Answer answer, Action<Stream> export, CancellationToken cancellationToken)
    {
        using var spool = new SpoolStream();
        export(spool);
        answer.Writer.Start("t:MimeContent");
        answer.Writer.Attribute("CharacterSet", "UTF-8");
        using var mime = spool.OpenWritten();
        var chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            int read;
            while ((read = await mime.ReadAtLeastAsync(chunk.AsMemory(0, Chunk), Chunk, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                answer.Writer.Base64Text(chunk.AsSpan(0, read));
                if (spool.Length > 8 * Chunk)
                {
                    await answer.FlushAsync(cancellationToken);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        answer.Writer.End("t:MimeContent");
    }
}
