using System.Buffers.Binary;
using System.Buffers.Text;

namespace Turnstone.Sandbox.Ids;

/// <summary>
/// Ids as Exchange builds them, read off the recordings ([R] exchange2010sp3, exchange2019): compression and store type bytes,
/// the mailbox GUID as text, a processing byte, then a MAPI entry id. FolderId 120 characters, ItemId 152, ConversationId 80,
/// ChangeKey 40.
/// </summary>
internal static class IdCodec
{
    private const int Header = 1 + 1 + 2 + 36 + 1;
    private const int FolderEntry = 46;
    private const int ItemEntry = 70;
    private const int CounterAndPad = 8;
    private const byte MailboxGuidBased = 3;
    private const byte ConversationBased = 4;

    public const string FolderStub = "AQAAAA==";
    public const string MessageStub = "CQAAAA==";

    public static string Folder(MailboxIdentity mailbox, long folder)
    {
        Span<byte> bytes = stackalloc byte[Header + 2 + FolderEntry];
        WriteHeader(bytes, mailbox, MailboxGuidBased, FolderEntry);
        WriteFolderEntry(bytes[(Header + 2)..], mailbox, folder, 1);
        return Convert.ToBase64String(bytes);
    }

    public static string Item(MailboxIdentity mailbox, long folder, long item)
    {
        Span<byte> bytes = stackalloc byte[Header + 2 + ItemEntry];
        WriteHeader(bytes, mailbox, MailboxGuidBased, ItemEntry);
        WriteItemEntry(bytes[(Header + 2)..], mailbox, folder, item);
        return Convert.ToBase64String(bytes);
    }

    public static string Attachment(MailboxIdentity mailbox, long folder, long item, int attachment)
    {
        Span<byte> bytes = stackalloc byte[Header + 2 + ItemEntry + 1 + 2 + 16];
        bytes.Clear();
        WriteHeader(bytes, mailbox, MailboxGuidBased, ItemEntry);
        WriteItemEntry(bytes[(Header + 2)..], mailbox, folder, item);
        var tail = bytes[(Header + 2 + ItemEntry)..];
        tail[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(tail[1..], 16);
        mailbox.Replica.TryWriteBytes(tail[3..]);
        BinaryPrimitives.WriteInt32LittleEndian(tail[15..], attachment);
        return Convert.ToBase64String(bytes);
    }

    public static string Conversation(MailboxIdentity mailbox, Guid conversation)
    {
        Span<byte> bytes = stackalloc byte[Header + 2 + 16];
        WriteHeader(bytes, mailbox, ConversationBased, 16);
        conversation.TryWriteBytes(bytes[(Header + 2)..]);
        return Convert.ToBase64String(bytes);
    }

    public static string ChangeKey(MailboxIdentity mailbox, ObjectKind kind, long change)
    {
        Span<byte> bytes = stackalloc byte[4 + 4 + 16 + 6];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], 22);
        mailbox.Replica.TryWriteBytes(bytes[8..]);
        WriteCounter(bytes[24..], change);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The change number of a full change key; null for the 8-character stubs, which match any version.</summary>
    public static bool TryReadChangeKey(string text, out long? change)
    {
        change = null;
        Span<byte> bytes = stackalloc byte[32];
        if (text.Length > 40 || !Convert.TryFromBase64String(text, bytes, out var count) || (count != 4 && count != 30))
        {
            return false;
        }

        if (count == 30)
        {
            change = ReadCounter(bytes[24..]);
        }

        return true;
    }

    /// <summary>The MAPI entry id of an item, 70 bytes: StoreEntryId, PR_ENTRYID, PR_RECORD_KEY.</summary>
    public static byte[] ItemEntryId(MailboxIdentity mailbox, long folder, long item)
    {
        var entry = new byte[ItemEntry];
        WriteItemEntry(entry, mailbox, folder, item);
        return entry;
    }

    public static byte[] FolderEntryId(MailboxIdentity mailbox, long folder)
    {
        var entry = new byte[FolderEntry];
        WriteFolderEntry(entry, mailbox, folder, 1);
        return entry;
    }

    /// <summary>Reads any id this server wrote; false for text that is none. Ids are case-sensitive because base64 is.</summary>
    public static bool TryRead(string text, out EwsId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[160];
        if (text.Length > 200 || !Convert.TryFromBase64String(text, bytes, out var count) || count < Header + 2 + FolderEntry)
        {
            return false;
        }

        bytes = bytes[..count];
        if (bytes[0] != 0 || bytes[1] != MailboxGuidBased || BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]) != 36
            || !Utf8Parser.TryParse(bytes.Slice(4, 36), out Guid mailbox, out var used) || used != 36)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[Header..]);
        var entry = bytes[(Header + 2)..];
        var folder = ReadCounter(entry[38..]);
        if (length == FolderEntry && entry.Length == FolderEntry)
        {
            id = new EwsId(mailbox, folder, 0, 0);
            return true;
        }

        if (length != ItemEntry || entry.Length < ItemEntry)
        {
            return false;
        }

        var item = ReadCounter(entry[(FolderEntry + 16)..]);
        var tail = entry[ItemEntry..];
        if (tail.Length is not (0 or 19))
        {
            return false;
        }

        id = new EwsId(mailbox, folder, item, tail.Length == 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(tail[15..]));
        return true;
    }

    private static void WriteHeader(Span<byte> bytes, MailboxIdentity mailbox, byte store, int entryLength)
    {
        bytes[0] = 0;
        bytes[1] = store;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], 36);
        Utf8Formatter.TryFormat(mailbox.Mailbox, bytes[4..], out _);
        bytes[Header - 1] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[Header..], (ushort)entryLength);
    }

    private static void WriteFolderEntry(Span<byte> entry, MailboxIdentity mailbox, long folder, byte type)
    {
        entry[..FolderEntry].Clear();
        mailbox.Provider.TryWriteBytes(entry[4..]);
        entry[20] = type;
        mailbox.Replica.TryWriteBytes(entry[22..]);
        WriteCounter(entry[38..], folder);
    }

    private static void WriteItemEntry(Span<byte> entry, MailboxIdentity mailbox, long folder, long item)
    {
        WriteFolderEntry(entry, mailbox, folder, 7);
        mailbox.Replica.TryWriteBytes(entry[FolderEntry..]);
        WriteCounter(entry[(FolderEntry + 16)..], item);
        entry.Slice(FolderEntry + 16 + CounterAndPad - 2, 2).Clear();
    }

    // Six bytes, high byte first, as global counters are.
    private static void WriteCounter(Span<byte> target, long value)
    {
        for (var i = 5; i >= 0; i--)
        {
            target[i] = (byte)(value & 0xFF);
            value >>= 8;
        }
    }

    private static long ReadCounter(ReadOnlySpan<byte> source)
    {
        var value = 0L;
        for (var i = 0; i < 6; i++)
        {
            value = (value << 8) | source[i];
        }

        return value;
    }
}
