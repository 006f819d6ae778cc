using System.Buffers.Binary;
using System.Text;

namespace Turnstone.Sandbox.Mime;

/// <summary>
/// Reads the stored form with nothing taken on trust: no length beyond the bytes at hand, no count beyond what they could hold,
/// no nesting beyond what an import lets in.
/// </summary>
internal sealed class StoredMessageReader(ReadOnlyMemory<byte> bytes)
{
    private const int DeepestMessage = 10;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private int _at;

    public StoredMessage ReadWhole()
    {
        if (Byte() != StoredMessageWriter.Magic || Byte() is not StoredMessageWriter.Version)
        {
            throw Damaged("it is not a stored message of version 1");
        }

        StoredMessage message = ReadBody(depth: 0);
        return _at == bytes.Length ? message : throw Damaged("bytes follow its end");
    }

    private StoredMessage ReadBody(int depth)
    {
        if (depth > DeepestMessage)
        {
            throw Damaged("messages are nested deeper than an import allows");
        }

        // Initialisers run in the order written, which is the order of the stored form.
        return new StoredMessage
        {
            ItemClass = Text(),
            Subject = OptionalText(),
            From = OptionalAddress(),
            Sender = OptionalAddress(),
            To = Addresses(),
            Cc = Addresses(),
            Bcc = Addresses(),
            ReplyTo = Addresses(),
            ClientSubmitTime = Time(),
            InternetMessageId = OptionalText(),
            InReplyTo = OptionalText(),
            References = OptionalText(),
            Importance = (Importance)UpTo((byte)Importance.High),
            Sensitivity = (Sensitivity)UpTo((byte)Sensitivity.CompanyConfidential),
            IsReadReceiptRequested = Flag(),
            ReadReceiptTo = Addresses(),
            Headers = List(2, () => new StoredHeader(Text(), Text())),
            TextBody = OptionalText(),
            HtmlBody = OptionalText(),
            Calendar = (OptionalText(), OptionalText()) is ({ } method, { } text) ? new StoredCalendar(method, text) : null,
            Report = (OptionalText(), Blob()) is ({ } type, var content) ? new StoredReport(type, content) : null,
            Secured = (Flag(), Blob(), Blob()) is (true, var headers, var body) ? new SecuredPayload(headers, body) : null,
            Attachments = List(8, () => ReadAttachment(depth)),
        };
    }

    private StoredAttachment ReadAttachment(int depth)
    {
        StoredAttachment attachment = new()
        {
            FileName = Text(),
            ContentType = Text(),
            ContentId = OptionalText(),
            ContentLocation = OptionalText(),
            Charset = OptionalText(),
            IsInline = Flag(),
        };
        return Flag() ? attachment with { Message = ReadBody(depth + 1) } : attachment with { Content = Blob() };
    }

    private List<StoredAddress> Addresses() => List(2, Address);

    private StoredAddress Address() => new(Text(), Text());

    private StoredAddress? OptionalAddress() => Flag() ? Address() : null;

    private string? OptionalText() => Flag() ? Text() : null;

    private DateTimeOffset? Time()
    {
        bool isPresent = Flag();
        long ticks = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span);
        return ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks ? throw Damaged("a time is out of range")
            : isPresent ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    private List<T> List<T>(int leastBytesEach, Func<T> read)
    {
        int count = Length();
        if (count > (bytes.Length - _at) / leastBytesEach)
        {
            throw Damaged("a list claims more entries than there are bytes");
        }

        List<T> list = new(count);
        for (int i = 0; i < count; i++)
        {
            list.Add(read());
        }

        return list;
    }

    private string Text()
    {
        try
        {
            return Utf8.GetString(Take(Length()).Span);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("a text is not UTF-8");
        }
    }

    private ReadOnlyMemory<byte> Blob() => Take(Length());

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count > bytes.Length - _at)
        {
            throw Damaged("it ends too early");
        }

        ReadOnlyMemory<byte> taken = bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private int Length()
    {
        uint length = 0;
        for (int shift = 0; shift <= 28; shift += 7)
        {
            byte b = shift < 28 ? Byte() : UpTo(0x07);
            length |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return (int)length;
            }
        }

        throw Damaged("a length is out of range");
    }

    private bool Flag() => UpTo(1) == 1;

    private byte UpTo(byte most) => Byte() is var b && b <= most ? b : throw Damaged("a value is out of range");

    private byte Byte() => Take(1).Span[0];

    private InvalidDataException Damaged(string reason) => new($"The stored message is damaged at byte {_at}: {reason}.");
}
