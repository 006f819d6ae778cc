using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>A stretch of a request on the wire.</summary>
internal abstract record SoapSegment
{
    private SoapSegment()
    {
    }

    /// <summary>Its length in bytes as they travel.</summary>
    public abstract long WireLength { get; }

    /// <summary>Rendered XML.</summary>
    public sealed record Xml(ReadOnlyMemory<byte> Bytes) : SoapSegment
    {
        public override long WireLength => Bytes.Length;
    }

    /// <summary>A message, base64 while it travels. The length is the one announced when the request was rendered.</summary>
    public sealed record Mime(IMimeSource Source, long Length) : SoapSegment
    {
        public override long WireLength => Base64Stream.EncodedLength(Length);
    }
}
