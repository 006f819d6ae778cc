using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>Lists the items of each folder that meet the restriction; one response a folder. Never answers bodies or MIME.</summary>
public sealed record FindItem : EwsRequest<FindItemResult>
{
    public ItemTraversal Traversal { get; init; } = ItemTraversal.Shallow;
    public ResponseShape ItemShape { get; init; } = new();

    /// <summary>Null asks for everything at once, which servers still cut at 1000 by policy.</summary>
    public IndexedPageView? Page { get; init; }

    public SearchExpression? Restriction { get; init; }
    public IReadOnlyList<FieldOrder> SortOrder { get; init; } = [];
    public required IReadOnlyList<BaseFolderId> ParentFolderIds { get; init; }

    internal override string Operation => "FindItem";

    internal override int ResponsesDue => ParentFolderIds.Count;

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartMessage("FindItem");
        writer.Attribute("Traversal", Traversal.ToString());
        ItemShape.WriteTo(writer, "ItemShape");
        Page?.WriteTo(writer, "IndexedPageItemView");
        writer.Restriction(Restriction);
        if (SortOrder.Count > 0)
        {
            writer.StartMessage("SortOrder");
            foreach (FieldOrder order in SortOrder)
            {
                order.WriteTo(writer);
            }

            writer.End();
        }

        writer.FolderIds("ParentFolderIds", ParentFolderIds);
        writer.End();
    }

    internal override async ValueTask<FindItemResult?> ReadPartAsync(SoapReader reader, FindItemResult? value, int index, CancellationToken cancellationToken)
    {
        if (reader.Name != "RootFolder")
        {
            return value;
        }

        FindItemResult result = new() { Page = PageResult.From(reader) };
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            if (reader.Name == "Items")
            {
                result = result with { Items = await new ItemReader(reader, null, cancellationToken).ReadAllAsync() };
            }
        }

        return result;
    }
}

/// <summary>Which items of a folder <see cref="FindItem"/> looks at.</summary>
public enum ItemTraversal
{
    Shallow,
    SoftDeleted,
    Associated,
}

/// <summary>Items found in one folder.</summary>
public sealed record FindItemResult
{
    public IReadOnlyList<Item> Items { get; init; } = [];
    public PageResult Page { get; init; } = new();
}
