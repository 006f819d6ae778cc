using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Items;

/// <summary>What a store keeps of a message, and what it makes of that again.</summary>
internal abstract class ContentForm
{
    private ContentForm()
    {
    }

    /// <summary>Properties, bodies and attachments, never the MIME they came as: what Exchange does.</summary>
    public static ContentForm Properties { get; } = new PropertyForm();

    /// <summary>The bytes that arrived, unread: what costs least.</summary>
    public static ContentForm Bytes { get; } = new ByteForm();

    /// <summary>What is known of a message that arrives, and what is kept of it.</summary>
    /// <exception cref="MimeImportException">It is refused.</exception>
    public abstract (StoredMessage Message, ReadOnlyMemory<byte> Content) Take(Payload mime);

    /// <summary>What is kept of a message that was made of elements.</summary>
    public abstract ReadOnlyMemory<byte> Write(StoredMessage message);

    /// <summary>The message of what was kept.</summary>
    public abstract StoredMessage Read(Stream content);

    /// <summary>True where <see cref="Read"/> need not be asked for MIME: what is kept is it.</summary>
    public abstract bool IsMime { get; }

    private static ReadOnlyMemory<byte> BytesOf(long size, Action<Stream> write)
    {
        var stream = new MemoryStream((int)Math.Min(size, 1 << 26));
        write(stream);
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    private sealed class PropertyForm : ContentForm
    {
        public override bool IsMime => false;

        public override (StoredMessage Message, ReadOnlyMemory<byte> Content) Take(Payload mime)
        {
            var message = MimeImporter.Import(mime.Open());
            return (message, Write(message));
        }

        public override ReadOnlyMemory<byte> Write(StoredMessage message) => BytesOf(message.Size, message.Write);

        public override StoredMessage Read(Stream content) => StoredMessage.Read(content);
    }

    private sealed class ByteForm : ContentForm
    {
        private readonly ByteShelf _shelf = new();

        public override bool IsMime => true;

        public override (StoredMessage Message, ReadOnlyMemory<byte> Content) Take(Payload mime)
        {
            if (mime.Length == 0)
            {
                throw MimeImportException.Empty();
            }

            var content = _shelf.Keep(mime);

            // One inline part of all its bytes: of such a message the size alone is known.
            return (new StoredMessage { Attachments = [new StoredAttachment { FileName = "", ContentType = "message/rfc822", IsInline = true, Content = content }] }, content);
        }

        public override ReadOnlyMemory<byte> Write(StoredMessage message) => BytesOf(message.Size, stream => MimeExporter.Export(message, stream));

        public override StoredMessage Read(Stream content) => MimeImporter.Import(content);
    }
}
