namespace Turnstone.Testing;

/// <summary>What a source tells of its folders beside their items.</summary>
public enum MarkGiving
{
    /// <summary>A mark in the list of folders, and one in each listing.</summary>
    InFolderList,

    /// <summary>A mark in each listing alone.</summary>
    InListing,

    /// <summary>Nothing: every folder has to be listed each time.</summary>
    None,
}
