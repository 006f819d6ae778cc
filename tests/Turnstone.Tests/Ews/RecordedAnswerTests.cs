using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;
using Xunit;

namespace Turnstone.Tests.Ews;

/// <summary>Reads every recorded answer twice, with the client's streaming reader and with XDocument, and compares what they found.</summary>
public sealed class RecordedAnswerTests
{
    private const string Absent = "(recordings absent)";

    public static TheoryData<string> Recordings
    {
        get
        {
            string? root = SharedData.Find("ews-traces");
            return root is null
                ? [Absent]
                : [.. Directory.EnumerateFiles(root, "*.xml", SearchOption.AllDirectories).Where(IsAnswer).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task RecordedAnswer_IsReadWithoutLoss(string recording)
    {
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(SharedData.FindOrSkip("ews-traces"), recording));
        XElement body = LoadForgiving(bytes).Root!.Elements().Single(element => element.Name.LocalName == "Body");
        string operation = body.Elements().First().Name.LocalName.Replace("Response", "", StringComparison.Ordinal);

        IReadOnlyList<string> read = operation switch
        {
            "GetFolder" => await ReadAsync(bytes, new GetFolder { FolderIds = [] }, Facts),
            "CreateFolder" => await ReadAsync(bytes, new CreateFolder { ParentFolderId = DistinguishedFolderId.Inbox, Folders = [] }, Facts),
            "CreateFolderPath" => await ReadAsync(bytes, new CreateFolderPath { ParentFolderId = DistinguishedFolderId.Inbox, RelativeFolderPath = [] }, Facts),
            "FindFolder" => await ReadAsync(bytes, new FindFolder { ParentFolderIds = [] }, result => [Page(result.Page), .. result.Folders.SelectMany(Facts)]),
            "CreateItem" => await ReadAsync(bytes, new CreateItem { SavedItemFolderId = DistinguishedFolderId.Inbox, Items = [] }, Facts),
            "UpdateItem" => await ReadAsync(bytes, new UpdateItem { ItemChanges = [] }, Facts),
            "GetItem" => await ReadAsync(bytes, new GetItem { ItemIds = [.. Enumerable.Repeat(new ItemId("any"), 1000)], MimeDestination = _ => Stream.Null }, Facts),
            "FindItem" => await ReadAsync(bytes, new FindItem { ParentFolderIds = [] }, result => [Page(result.Page), .. result.Items.SelectMany(Facts)]),
            "SyncFolderItems" => await ReadAsync(bytes, new SyncFolderItems { SyncFolderId = DistinguishedFolderId.Inbox }, Facts),
            _ => await ReadAsync<Item>(bytes, new CreateItem { SavedItemFolderId = DistinguishedFolderId.Inbox, Items = [] }, _ => [], envelopeOnly: true),
        };

        Assert.Equal(Expected(body, operation), read);
        Assert.Equal(ExpectedServer(bytes), await ServerAsync(bytes));
    }

    private static bool IsAnswer(string file)
    {
        string name = Path.GetFileName(file);
        return file.Contains("ms-docs-examples", StringComparison.Ordinal) ? name.Contains("Response--", StringComparison.Ordinal) || name.StartsWith("Fault", StringComparison.Ordinal)
            : file.Contains("evolution-ews", StringComparison.Ordinal) ? name.EndsWith("-response.xml", StringComparison.Ordinal)
            : file.Contains("php-ews", StringComparison.Ordinal) && !file.Contains("autodiscover", StringComparison.Ordinal);
    }

    private static XDocument LoadForgiving(byte[] bytes)
    {
        using XmlReader reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { CheckCharacters = false });
        return XDocument.Load(reader);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync<TAnswer>(
        byte[] bytes, EwsRequest<TAnswer> request, Func<TAnswer, IEnumerable<string>> facts, bool envelopeOnly = false)
        where TAnswer : class
    {
        using SoapReader reader = new(new StreamReader(new MemoryStream(bytes)), new AnswerBudget(new AnswerLimits()));
        SoapAnswer<TAnswer> answer = await AnswerReader.ReadAsync<TAnswer>(
            reader, int.MaxValue, (part, value, index) => envelopeOnly ? ValueTask.FromResult(value) : request.ReadPartAsync(part, value, index, CancellationToken.None));
        if (answer.Fault is { } fault)
        {
            return [$"fault {fault.FaultCode} {fault.ResponseCode.Name} {fault.FaultString} {fault.Message}", .. Details(fault.MessageXml)];
        }

        return [.. answer.Responses!.SelectMany(response =>
            (string[])[$"{response.ResponseClass} {response.ResponseCode.Name} {response.MessageText}", .. Details(response.MessageXml), .. response.Value is { } value ? facts(value) : []])];
    }

    private static async Task<ServerVersion?> ServerAsync(byte[] bytes)
    {
        using SoapReader reader = new(new StreamReader(new MemoryStream(bytes)), new AnswerBudget(new AnswerLimits()));
        return (await AnswerReader.ReadAsync<Item>(reader, int.MaxValue, (_, value, _) => ValueTask.FromResult(value))).Server;
    }

    private static IEnumerable<string> Details(MessageXml details) =>
        details.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"detail {pair.Key}={pair.Value}");

    private static string Page(PageResult page) => $"page {page.TotalItemsInView} {page.IndexedPagingOffset} {page.IncludesLastItemInRange}";

    private static IEnumerable<string> Facts(Folder folder) =>
    [
        $"{folder.Kind} {folder.FolderId} in {folder.ParentFolderId} {folder.FolderClass}|{folder.DisplayName}|{folder.TotalCount}|{folder.ChildFolderCount}|{folder.UnreadCount}|{folder.DistinguishedFolderId}",
        .. folder.ExtendedProperties.Select(Fact),
    ];

    private static IEnumerable<string> Facts(Item item) =>
    [
        $"{item.Kind} {item.ItemId} in {item.ParentFolderId} {item.ItemClass}|{item.Subject}|{item.Size}|{item.Importance}|{item.InternetMessageId}",
        $"times {item.DateTimeReceived:O} {item.DateTimeSent:O} {item.DateTimeCreated:O} {item.LastModifiedTime:O}",
        $"flags {item.HasAttachments} {item.IsDraft} {item.IsRead} {item.IsReadReceiptRequested} {item.Flag} {string.Join(',', item.Categories)}",
        $"mime {item.MimeLength} {item.MimeCharacterSet}",
        .. item.ExtendedProperties.Select(Fact),
    ];

    private static IEnumerable<string> Facts(SyncFolderItemsResult result) =>
    [
        $"sync {result.SyncState} {result.IncludesLastItemInRange}",
        .. result.Changes.SelectMany(change => change switch
        {
            ItemSyncChange.Create create => ["Create", .. Facts(create.Item)],
            ItemSyncChange.Update update => ["Update", .. Facts(update.Item)],
            ItemSyncChange.Delete delete => [$"Delete {delete.ItemId}"],
            ItemSyncChange.ReadFlagChange read => (IEnumerable<string>)[$"ReadFlagChange {read.ItemId} {read.IsRead}"],
            _ => throw new InvalidOperationException(),
        }),
    ];

    private static string Fact(ExtendedProperty property) => $"property {property.Path} = {string.Join('|', property.Values)}";

    // From here on the same facts out of the document, by other means.
    private static List<string> Expected(XElement body, string operation)
    {
        if (operation == "Fault")
        {
            XElement fault = body.Elements().First();
            XElement detail = Child(fault, "detail")!;
            string[] common = ["ResponseCode", "Message", "MessageXml"];
            IEnumerable<XElement> details = (Child(detail, "MessageXml")?.Elements() ?? []).Concat(detail.Elements().Where(element => !common.Contains(element.Name.LocalName)));
            return [$"fault {Child(fault, "faultcode")?.Value} {Child(detail, "ResponseCode")?.Value} {Child(fault, "faultstring")?.Value} {Child(detail, "Message")?.Value}", .. ExpectedDetails(details)];
        }

        return [.. body.Elements().First().Elements().Where(element => element.Name.LocalName == "ResponseMessages").Elements().SelectMany(message => ExpectedResponse(message, operation))];
    }

    private static IEnumerable<string> ExpectedResponse(XElement message, string operation) =>
    [
        $"{message.Attribute("ResponseClass")?.Value} {Child(message, "ResponseCode")?.Value} {Child(message, "MessageText")?.Value}",
        .. ExpectedDetails(Child(message, "MessageXml")?.Elements() ?? []),
        .. operation switch
        {
            "GetFolder" or "CreateFolder" or "CreateFolderPath" => Child(message, "Folders")?.Elements().SelectMany(ExpectedFolder) ?? [],
            "FindFolder" => Child(message, "RootFolder") is { } root ? [ExpectedPage(root), .. Child(root, "Folders")?.Elements().SelectMany(ExpectedFolder) ?? []] : [],
            "CreateItem" or "UpdateItem" or "GetItem" => Child(message, "Items")?.Elements().Take(1).SelectMany(ExpectedItem) ?? [],
            "FindItem" => Child(message, "RootFolder") is { } root ? [ExpectedPage(root), .. Child(root, "Items")?.Elements().SelectMany(ExpectedItem) ?? []] : [],
            "SyncFolderItems" => Child(message, "SyncState") is null ? [] : [$"sync {Child(message, "SyncState")?.Value} {Truth(message, "IncludesLastItemInRange")}", .. Child(message, "Changes")?.Elements().SelectMany(ExpectedChange) ?? []],
            _ => Array.Empty<string>(),
        },
    ];

    private static IEnumerable<string> ExpectedDetails(IEnumerable<XElement> details) => details
        .GroupBy(element => element.Attribute("Name")?.Value ?? element.Name.LocalName)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"detail {group.Key}={string.Join(", ", group.Select(element => element.Attribute("FieldURI")?.Value ?? element.Value))}");

    private static string ExpectedPage(XElement root) =>
        $"page {root.Attribute("TotalItemsInView")?.Value} {root.Attribute("IndexedPagingOffset")?.Value} {(root.Attribute("IncludesLastItemInRange") is { } last ? XmlConvert.ToBoolean(last.Value) : null)}";

    private static IEnumerable<string> ExpectedFolder(XElement folder) =>
    [
        $"{folder.Name.LocalName} {ExpectedFolderId(folder, "FolderId")} in {ExpectedFolderId(folder, "ParentFolderId")} {Text(folder, "FolderClass")}|{Text(folder, "DisplayName")}|{Text(folder, "TotalCount")}|{Text(folder, "ChildFolderCount")}|{Text(folder, "UnreadCount")}|{Text(folder, "DistinguishedFolderId")}",
        .. ExpectedProperties(folder),
    ];

    private static IEnumerable<string> ExpectedItem(XElement item) =>
    [
        $"{item.Name.LocalName} {ExpectedItemId(item)} in {ExpectedFolderId(item, "ParentFolderId")} {Text(item, "ItemClass")}|{Text(item, "Subject")}|{Text(item, "Size")}|{Text(item, "Importance")}|{Text(item, "InternetMessageId")}",
        $"times {Time(item, "DateTimeReceived")} {Time(item, "DateTimeSent")} {Time(item, "DateTimeCreated")} {Time(item, "LastModifiedTime")}",
        $"flags {Truth(item, "HasAttachments")} {Truth(item, "IsDraft")} {Truth(item, "IsRead")} {Truth(item, "IsReadReceiptRequested")} {Child(item, "Flag")?.Elements().FirstOrDefault()?.Value} {string.Join(',', Child(item, "Categories")?.Elements().Select(element => element.Value) ?? [])}",
        Child(item, "MimeContent") is { } mime ? $"mime {LengthOfBase64(mime.Value)} {mime.Attribute("CharacterSet")?.Value}" : "mime  ",
        .. ExpectedProperties(item),
    ];

    private static int LengthOfBase64(string text)
    {
        int letters = text.Count(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/');
        return letters * 3 / 4;
    }

    private static IEnumerable<string> ExpectedChange(XElement change) => change.Name.LocalName switch
    {
        "Create" or "Update" => [change.Name.LocalName, .. change.Elements().SelectMany(ExpectedItem)],
        "Delete" => [$"Delete {ExpectedItemId(change)}"],
        _ => [$"{change.Name.LocalName} {ExpectedItemId(change)} {Truth(change, "IsRead")}"],
    };

    private static IEnumerable<string> ExpectedProperties(XElement owner) => owner.Elements().Where(element => element.Name.LocalName == "ExtendedProperty").Select(property =>
    {
        XElement uri = Child(property, "ExtendedFieldURI")!;
        MapiPropertyType type = Enum.Parse<MapiPropertyType>(uri.Attribute("PropertyType")!.Value);
        string? set = uri.Attribute("PropertySetId")?.Value;
        string? distinguished = uri.Attribute("DistinguishedPropertySetId")?.Value;
        string? name = uri.Attribute("PropertyName")?.Value;
        ExtendedPropertyPath path = uri.Attribute("PropertyTag")?.Value is { } tag
            ? ExtendedPropertyPath.Tagged(Convert.ToUInt16(tag, tag.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16 : 10), type)
            : (set, name) switch
            {
                ({ } guid, { } text) => ExtendedPropertyPath.Named(new Guid(guid), text, type),
                ({ } guid, null) => ExtendedPropertyPath.Numbered(new Guid(guid), (int)uri.Attribute("PropertyId")!, type),
                (null, { } text) => ExtendedPropertyPath.Named(Enum.Parse<DistinguishedPropertySet>(distinguished!), text, type),
                (null, null) => ExtendedPropertyPath.Numbered(Enum.Parse<DistinguishedPropertySet>(distinguished!), (int)uri.Attribute("PropertyId")!, type),
            };
        return $"property {path} = {string.Join('|', property.Descendants().Where(element => element.Name.LocalName == "Value").Select(element => element.Value))}";
    });

    private static ServerVersion? ExpectedServer(byte[] bytes) =>
        LoadForgiving(bytes).Descendants().FirstOrDefault(element => element.Name.LocalName == "ServerVersionInfo") is { } info
            ? new ServerVersion((int)info.Attribute("MajorVersion")!, (int)info.Attribute("MinorVersion")!, (int)info.Attribute("MajorBuildNumber")!, (int)info.Attribute("MinorBuildNumber")!, info.Attribute("Version")?.Value)
            : null;

    private static ItemId? ExpectedItemId(XElement owner) =>
        Child(owner, "ItemId") is { } id ? new ItemId(id.Attribute("Id")!.Value, id.Attribute("ChangeKey")?.Value) : null;

    private static FolderId? ExpectedFolderId(XElement owner, string name) =>
        Child(owner, name) is { } id ? new FolderId(id.Attribute("Id")!.Value, id.Attribute("ChangeKey")?.Value) : null;

    private static string? Text(XElement owner, string name) => Child(owner, name)?.Value;

    private static bool? Truth(XElement owner, string name) => Child(owner, name) is { } element ? XmlConvert.ToBoolean(element.Value) : null;

    private static string? Time(XElement owner, string name) =>
        Child(owner, name) is { } element
            ? XmlConvert.ToDateTime(element.Value, XmlDateTimeSerializationMode.Utc) is var time ? new DateTimeOffset(time).ToString("O", CultureInfo.InvariantCulture) : null
            : null;

    private static XElement? Child(XElement owner, string name) => owner.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}
