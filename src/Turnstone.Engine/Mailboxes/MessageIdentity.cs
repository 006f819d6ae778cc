using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// By what a source tells a message from all others when it shows the same one in several folders. Two occurrences with one identity are
/// one message, never two alike; it is the server's own word and never a Message-ID. Kept in 16 bytes, as there is one for each occurrence.
/// </summary>
public readonly record struct MessageIdentity
{
    private readonly UInt128 _value;

    private MessageIdentity(UInt128 value) => _value = value;

    /// <summary>A number the server gave (Gmail's X-GM-MSGID).</summary>
    public static MessageIdentity Of(ulong number) => new(number);

    /// <summary>A text the server gave (EMAILID, RFC 8474): the first 128 bits of its SHA-256.</summary>
    public static MessageIdentity Of(string text) => new(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <inheritdoc/>
    public override string ToString() => _value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
