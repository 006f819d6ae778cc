namespace Turnstone.Sandbox.SampleMail;

/// <summary>
/// One message as a mail server holds it. Its bytes are made when they are asked for and are the same each time; nothing is
/// kept, so a million of them cost no memory.
/// </summary>
public sealed class SampleMessage
{
    private readonly Action<Stream> _write;

    /// <summary>A message whose bytes <paramref name="write"/> produces, alike at each call.</summary>
    public SampleMessage(
        SampleKind kind, SampleFlags flags, IReadOnlyList<string> keywords, DateTimeOffset internalDate, Action<Stream> write) =>
        (Kind, Flags, Keywords, InternalDate, _write) = (kind, flags, keywords, internalDate, write);

    /// <summary>What it is an example of.</summary>
    public SampleKind Kind { get; }

    /// <summary>System flags.</summary>
    public SampleFlags Flags { get; }

    /// <summary>Keywords, without a backslash: $Forwarded, Work and the like.</summary>
    public IReadOnlyList<string> Keywords { get; }

    /// <summary>When the server received it, in whole seconds, as IMAP tells it.</summary>
    public DateTimeOffset InternalDate { get; }

    /// <summary>Flags and keywords in IMAP's spelling.</summary>
    public IEnumerable<string> ImapFlags =>
        Enum.GetValues<SampleFlags>()
            .Where(flag => flag != SampleFlags.None && Flags.HasFlag(flag))
            .Select(flag => $"\\{flag}")
            .Concat(Keywords);

    /// <summary>Writes the message, CRLF at line ends, as a client would fetch it.</summary>
    public void WriteTo(Stream stream) => _write(stream);

    /// <summary>The same bytes as an array: for small messages, in tests.</summary>
    public byte[] ToArray()
    {
        using var bytes = new MemoryStream();
        WriteTo(bytes);
        return bytes.ToArray();
    }
}
