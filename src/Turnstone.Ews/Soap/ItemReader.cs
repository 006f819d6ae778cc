using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>Reads an item of any kind, and the containers items come in.</summary>
internal sealed class ItemReader(SoapReader reader, Func<Stream?>? mimeDestination, CancellationToken cancellationToken)
{
    public async ValueTask<IReadOnlyList<Item>> ReadAllAsync()
    {
        List<Item> items = [];
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            items.Add(await ReadAsync());
        }

        return items;
    }

    /// <summary>The item of a container that holds one; null when it is empty, as it is beside an error.</summary>
    public async ValueTask<Item?> ReadFirstAsync() => await ReadAllAsync() is [{ } first, ..] ? first : null;

    private async ValueTask<Item> ReadAsync()
    {
        Item item = new() { Kind = reader.Name };
        List<ExtendedProperty> properties = [];
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            if (reader.Name == "ExtendedProperty")
            {
                if (await TypeReaders.ExtendedPropertyAsync(reader) is { } property)
                {
                    properties.Add(property);
                }
            }
            else
            {
                item = await ReadPropertyAsync(item);
            }
        }

        return item with { ExtendedProperties = properties };
    }

    private async ValueTask<Item> ReadPropertyAsync(Item item) => reader.Name switch
    {
        "MimeContent" => await ReadMimeAsync(item),
        "ItemId" => item with { ItemId = TypeReaders.ItemId(reader) },
        "ParentFolderId" => item with { ParentFolderId = TypeReaders.FolderId(reader) },
        "ItemClass" => item with { ItemClass = await reader.TextAsync() },
        "Subject" => item with { Subject = await reader.TextAsync() },
        "DateTimeReceived" => item with { DateTimeReceived = await reader.TimeAsync() },
        "DateTimeSent" => item with { DateTimeSent = await reader.TimeAsync() },
        "DateTimeCreated" => item with { DateTimeCreated = await reader.TimeAsync() },
        "LastModifiedTime" => item with { LastModifiedTime = await reader.TimeAsync() },
        "Size" => item with { Size = await reader.IntegerAsync() },
        "Categories" => item with { Categories = await TypeReaders.StringsAsync(reader) },
        "Importance" => item with { Importance = await reader.WordAsync<Importance>() },
        "HasAttachments" => item with { HasAttachments = await reader.BooleanAsync() },
        "IsDraft" => item with { IsDraft = await reader.BooleanAsync() },
        "IsRead" => item with { IsRead = await reader.BooleanAsync() },
        "IsReadReceiptRequested" => item with { IsReadReceiptRequested = await reader.BooleanAsync() },
        "Flag" => item with { Flag = await ReadFlagAsync() },
        "InternetMessageId" => item with { InternetMessageId = await reader.TextAsync() },
        _ => item,
    };

    private async ValueTask<Item> ReadMimeAsync(Item item)
    {
        if (mimeDestination?.Invoke() is not { } destination)
        {
            return item;
        }

        string? characterSet = reader.Attribute("CharacterSet");
        long length = await reader.Base64Async(destination, cancellationToken);
        return item with { MimeLength = length, MimeCharacterSet = characterSet };
    }

    private async ValueTask<FlagStatus?> ReadFlagAsync()
    {
        FlagStatus? status = null;
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            status = reader.Name == "FlagStatus" ? await reader.WordAsync<FlagStatus>() : status;
        }

        return status;
    }
}
