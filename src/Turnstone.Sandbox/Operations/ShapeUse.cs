namespace Turnstone.Sandbox.Operations;

/// <summary>What an item shape is for, which decides how it may reach.</summary>
internal enum ShapeUse
{
    /// <summary>GetItem: everything.</summary>
    Get,

    /// <summary>FindItem: never bodies, recipients or MIME ([D]); asking for them is an error.</summary>
    Find,

    /// <summary>SyncFolderItems: as FindItem, but what it does not have it leaves away. Clients ask for all they know (exchangelib does).</summary>
    Sync,
}
