namespace Turnstone.Testing;

/// <summary>The calls of a source, for a script of troubles.</summary>
public enum SourceCall
{
    Verify,
    ListFolders,
    ListItems,
    Fetch,
    FindItems,
    ListChanged,
}
