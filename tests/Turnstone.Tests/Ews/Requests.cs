using System.Text;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Tests.Ews;

/// <summary>Requests in every shape the client writes, and how to see them as bytes.</summary>
internal static class Requests
{
    public static readonly Guid OwnSet = new("7c0b5f4e-5a0a-4d3e-9a55-3f1f0a6e1d11");

    public static readonly IReadOnlyList<EwsAccess> Accesses =
    [
        new EwsAccess.Owner(),
        new EwsAccess.Delegate("anna@example.com"),
        new EwsAccess.Impersonate("anna@example.com"),
    ];

    public static readonly IReadOnlyList<ExtendedProperty> EveryKind =
    [
        ExtendedProperty.OfInteger(ExtendedPropertyPath.Tagged(0x0E07, MapiPropertyType.Integer), 1),
        ExtendedProperty.OfSystemTime(ExtendedPropertyPath.Tagged(0x0E06, MapiPropertyType.SystemTime), new DateTimeOffset(2011, 3, 4, 5, 6, 7, TimeSpan.FromHours(2))),
        ExtendedProperty.OfBoolean(ExtendedPropertyPath.Tagged(0x0029, MapiPropertyType.Boolean), false),
        ExtendedProperty.OfString(ExtendedPropertyPath.Named(OwnSet, "SourceKey", MapiPropertyType.String), "k<&>\"1"),
        ExtendedProperty.OfStringArray(ExtendedPropertyPath.Named(DistinguishedPropertySet.PublicStrings, "Keywords", MapiPropertyType.StringArray), ["a", "b"]),
        ExtendedProperty.OfBinary(ExtendedPropertyPath.Numbered(DistinguishedPropertySet.Common, 0x8570, MapiPropertyType.Binary), [1, 2, 3]),
        ExtendedProperty.OfInteger(ExtendedPropertyPath.Numbered(OwnSet, 7, MapiPropertyType.Integer), -7),
    ];

    public static readonly ResponseShape RichShape = new(BaseShape.Default)
    {
        AdditionalProperties = [FieldUri.ItemSize, FieldUri.MessageIsRead, .. EveryKind.Select(property => property.Path)],
    };

    public static NewMessage FullMessage(ReadOnlyMemory<byte> mime) => new()
    {
        MimeContent = new MemoryMimeSource(mime),
        ItemClass = "IPM.Note",
        Subject = "Given, not parsed",
        Categories = ["Blue", "Red"],
        Importance = Importance.High,
        ExtendedProperties = EveryKind,
        Culture = "de-DE",
        Flag = FlagStatus.Flagged,
        IsReadReceiptRequested = false,
        IsDeliveryReceiptRequested = false,
        IsRead = true,
    };

    public static FindItem RestrictedFindItem => new()
    {
        ItemShape = RichShape,
        Page = new IndexedPageView(500, 1000),
        Restriction = new SearchExpression.And(
            new SearchExpression.Exists(EveryKind[3].Path),
            new SearchExpression.Or(
                new SearchExpression.IsEqualTo(EveryKind[3].Path, "k"),
                new SearchExpression.Contains(FieldUri.ItemSubject, "RE:", ContainmentMode.Prefixed, ContainmentComparison.IgnoreCase),
                new SearchExpression.Not(new SearchExpression.IsNotEqualTo(FieldUri.MessageIsRead, "true"))),
            new SearchExpression.IsGreaterThanOrEqualTo(FieldUri.ItemDateTimeReceived, "2011-03-04T03:06:07Z"),
            new SearchExpression.IsGreaterThan(FieldUri.ItemSize, "1"),
            new SearchExpression.IsLessThan(FieldUri.ItemSize, "9"),
            new SearchExpression.IsLessThanOrEqualTo(FieldUri.ItemSize, "8")),
        SortOrder = [new FieldOrder(FieldUri.ItemDateTimeReceived, SortDirection.Descending), new FieldOrder(EveryKind[0].Path)],
        ParentFolderIds = [DistinguishedFolderId.Inbox, new FolderId("AAMk=", "AQAA")],
    };

    public static UpdateItem FullUpdate => new()
    {
        ConflictResolution = ConflictResolution.AlwaysOverwrite,
        ItemChanges =
        [
            new ItemChange(new ItemId("AAMk=", "CQAA"), [new SetItemField.IsRead(true), new SetItemField.Flag(FlagStatus.Complete), new SetItemField.Categories("Rot", "Kunde & Co"), .. EveryKind.Select(property => new SetItemField.Extended(property))]),
            new ItemChange(new ItemId("AAMl="), new SetItemField.IsRead(false), new SetItemField.Categories()),
        ],
    };

    public static async Task<byte[]> BytesAsync<TAnswer>(
        EwsRequest<TAnswer> request, EwsAccess? access = null, RequestServerVersion version = RequestServerVersion.Exchange2013_SP1)
        where TAnswer : class
    {
        SoapRequest rendered = SoapWriter.Render(request, access ?? new EwsAccess.Owner(), version);
        using MemoryStream wire = new();
        await rendered.WriteToAsync(wire, () => { }, () => { }, CancellationToken.None);
        Xunit.Assert.Equal(rendered.Length, wire.Length);
        return wire.ToArray();
    }

    public static async Task<string> TextAsync<TAnswer>(EwsRequest<TAnswer> request, EwsAccess? access = null)
        where TAnswer : class => Encoding.UTF8.GetString(await BytesAsync(request, access));
}
