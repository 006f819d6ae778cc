namespace Turnstone.Sandbox.Mime;

public sealed partial record StoredMessage
{
    /// <summary>Writes the compact form <see cref="Read(Stream)"/> understands; the stream stays open.</summary>
    public void Write(Stream stream)
    {
        using StoredMessageWriter writer = new(stream);
        writer.Write(this);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, to the end of the stream, which stays open.</summary>
    /// <exception cref="InvalidDataException">The bytes are cut off, damaged or of a version this build does not know.</exception>
    public static StoredMessage Read(Stream stream)
    {
        using MemoryStream whole = stream.CanSeek ? new((int)Math.Max(0, stream.Length - stream.Position)) : new();
        stream.CopyTo(whole);
        return Read(whole.GetBuffer().AsMemory(0, (int)whole.Length));
    }

    /// <summary>As <see cref="Read(Stream)"/>, without a copy: attachments are slices of these bytes and keep them alive.</summary>
    public static StoredMessage Read(ReadOnlyMemory<byte> bytes) => new StoredMessageReader(bytes).ReadWhole();
}
