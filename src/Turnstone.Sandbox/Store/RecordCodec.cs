using System.Text;
using Turnstone.Sandbox.Properties;

namespace Turnstone.Sandbox.Store;

/// <summary>The compact form of folders and items on disk. The first byte is the version; an unknown one is refused, not guessed at.</summary>
internal static class RecordCodec
{
    private const byte Version = 1;

    public static byte[] Write(Item item) => Write(writer =>
    {
        writer.Write(item.Id);
        writer.Write(item.FolderId);
        writer.Write(item.ContentId);
        writer.Write(item.Element);
        writer.Write(item.ItemClass);
        writer.Write(item.Change);
        writer.Write(item.ContentChange);
        writer.Write(item.Added);
        Write(writer, item.Created);
        Write(writer, item.Modified);
        Write(writer, item.Received);
        Write(writer, item.Sent);
        Write(writer, item.Subject);
        Write(writer, item.From);
        Write(writer, item.Sender);
        writer.Write(item.DisplayTo);
        writer.Write(item.DisplayCc);
        writer.Write(item.DisplayBcc);
        Write(writer, item.MessageId);
        Write(writer, item.InReplyTo);
        Write(writer, item.References);
        writer.Write(item.Conversation.ToByteArray());
        writer.Write(item.Importance);
        writer.Write(item.Sensitivity);
        writer.Write((int)item.Flags);
        writer.Write(item.Size);
        Write(writer, item.Categories);
        writer.Write(item.FollowUp.Status);
        Write(writer, item.FollowUp.Start);
        Write(writer, item.FollowUp.Due);
        Write(writer, item.FollowUp.Completed);
        writer.Write(item.IsReadReceiptRequested);
        writer.Write(item.IsDeliveryReceiptRequested);
        Write(writer, item.Extended);
    });

    public static Item ReadItem(byte[] bytes)
    {
        using var reader = Open(bytes);
        return new Item
        {
            Id = reader.ReadInt64(),
            FolderId = reader.ReadInt64(),
            ContentId = reader.ReadInt64(),
            Element = reader.ReadString(),
            ItemClass = reader.ReadString(),
            Change = reader.ReadInt64(),
            ContentChange = reader.ReadInt64(),
            Added = reader.ReadInt64(),
            Created = ReadTime(reader),
            Modified = ReadTime(reader),
            Received = ReadTime(reader),
            Sent = ReadTime(reader),
            Subject = ReadText(reader),
            From = ReadAddress(reader),
            Sender = ReadAddress(reader),
            DisplayTo = reader.ReadString(),
            DisplayCc = reader.ReadString(),
            DisplayBcc = reader.ReadString(),
            MessageId = ReadText(reader),
            InReplyTo = ReadText(reader),
            References = ReadText(reader),
            Conversation = new Guid(reader.ReadBytes(16)),
            Importance = reader.ReadInt32(),
            Sensitivity = reader.ReadInt32(),
            Flags = (MessageFlags)reader.ReadInt32(),
            Size = reader.ReadInt32(),
            Categories = ReadTexts(reader),
            FollowUp = new FollowUp(reader.ReadInt32(), ReadOptionalTime(reader), ReadOptionalTime(reader), ReadOptionalTime(reader)),
            IsReadReceiptRequested = reader.ReadBoolean(),
            IsDeliveryReceiptRequested = reader.ReadBoolean(),
            Extended = ReadProperties(reader),
        };
    }

    public static byte[] Write(Folder folder) => Write(writer =>
    {
        writer.Write(folder.Id);
        writer.Write(folder.ParentId);
        writer.Write(folder.Name);
        Write(writer, folder.Class);
        Write(writer, folder.Distinguished);
        writer.Write(folder.Change);
        writer.Write(folder.Added);
        Write(writer, folder.Created);
        writer.Write(folder.IsSearchFolder);
        Write(writer, folder.Extended);
    });

    public static Folder ReadFolder(byte[] bytes)
    {
        using var reader = Open(bytes);
        return new Folder
        {
            Id = reader.ReadInt64(),
            ParentId = reader.ReadInt64(),
            Name = reader.ReadString(),
            Class = ReadText(reader),
            Distinguished = ReadText(reader),
            Change = reader.ReadInt64(),
            Added = reader.ReadInt64(),
            Created = ReadTime(reader),
            IsSearchFolder = reader.ReadBoolean(),
            Extended = ReadProperties(reader),
        };
    }

    private static byte[] Write(Action<BinaryWriter> content)
    {
        using var stream = new MemoryStream(512);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Version);
        content(writer);
        return stream.ToArray();
    }

    private static BinaryReader Open(byte[] bytes)
    {
        var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        var version = reader.ReadByte();
        return version == Version ? reader : throw new InvalidDataException($"The data folder holds records of version {version}, this program reads {Version}: use the program that wrote it or an empty folder.");
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void Write(BinaryWriter writer, DateTimeOffset time) => writer.Write(time.UtcTicks);

    private static DateTimeOffset ReadTime(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);

    private static void Write(BinaryWriter writer, DateTimeOffset? time) => writer.Write(time?.UtcTicks ?? -1);

    private static DateTimeOffset? ReadOptionalTime(BinaryReader reader) =>
        reader.ReadInt64() is var ticks and >= 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private static void Write(BinaryWriter writer, MailAddress? address)
    {
        Write(writer, address?.Name);
        if (address is { } present)
        {
            writer.Write(present.Address);
        }
    }

    private static MailAddress? ReadAddress(BinaryReader reader) =>
        ReadText(reader) is { } name ? new MailAddress(name, reader.ReadString()) : null;

    private static void Write(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static string[] ReadTexts(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var texts = count == 0 ? [] : new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = reader.ReadString();
        }

        return texts;
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<ExtendedProperty> properties)
    {
        writer.Write7BitEncodedInt(properties.Count);
        foreach (var property in properties)
        {
            writer.Write(property.Name.Tag);
            writer.Write(property.Name.Set.ToByteArray());
            Write(writer, property.Name.Name);
            writer.Write(property.Name.Id);
            writer.Write((byte)property.Name.Type);
            writer.Write(property.Name.IsArray);
            Write(writer, property.Values);
        }
    }

    private static ExtendedProperty[] ReadProperties(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var properties = count == 0 ? [] : new ExtendedProperty[count];
        for (var i = 0; i < count; i++)
        {
            var name = new PropertyName(
                reader.ReadInt32(), new Guid(reader.ReadBytes(16)), ReadText(reader), reader.ReadInt32(), (MapiType)reader.ReadByte(), reader.ReadBoolean());
            properties[i] = new ExtendedProperty(name, ReadTexts(reader));
        }

        return properties;
    }
}
