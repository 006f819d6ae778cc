using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Operations;

/// <summary>Lists the folders below each parent; one response a parent.</summary>
public sealed record FindFolder : EwsRequest<FindFolderResult>
{
    public FolderTraversal Traversal { get; init; } = FolderTraversal.Shallow;
    public ResponseShape FolderShape { get; init; } = new(BaseShape.Default);

    /// <summary>Null asks for everything at once, which servers still cut at 1000 by policy.</summary>
    public IndexedPageView? Page { get; init; }

    public SearchExpression? Restriction { get; init; }
    public required IReadOnlyList<BaseFolderId> ParentFolderIds { get; init; }

    internal override string Operation => "FindFolder";

    internal override int ResponsesDue => ParentFolderIds.Count;

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartMessage("FindFolder");
        writer.Attribute("Traversal", Traversal.ToString());
        FolderShape.WriteTo(writer, "FolderShape");
        Page?.WriteTo(writer, "IndexedPageFolderView");
        writer.Restriction(Restriction);
        writer.FolderIds("ParentFolderIds", ParentFolderIds);
        writer.End();
    }

    internal override async ValueTask<FindFolderResult?> ReadPartAsync(SoapReader reader, FindFolderResult? value, int index, CancellationToken cancellationToken)
    {
        if (reader.Name != "RootFolder")
        {
            return value;
        }

        FindFolderResult result = new() { Page = PageResult.From(reader) };
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            if (reader.Name == "Folders")
            {
                result = result with { Folders = await FolderReader.ReadAllAsync(reader) };
            }
        }

        return result;
    }
}

/// <summary>How deep <see cref="FindFolder"/> looks.</summary>
public enum FolderTraversal
{
    Shallow,
    Deep,
    SoftDeleted,
}

/// <summary>Folders found below one parent.</summary>
public sealed record FindFolderResult
{
    public IReadOnlyList<Folder> Folders { get; init; } = [];
    public PageResult Page { get; init; } = new();
}
