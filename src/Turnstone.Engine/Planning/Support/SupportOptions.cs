namespace Turnstone.Engine.Planning.Support;

/// <summary>Support options that were read and understood: MigrationWiz's names, so that an operator's notes go on being good.</summary>
public sealed record SupportOptions
{
    /// <summary>No options.</summary>
    public static SupportOptions None { get; } = new();

    /// <summary><c>FolderMapping="regex->target"</c>, in the order given.</summary>
    public IReadOnlyList<FolderMapping> FolderMappings { get; init; } = [];

    /// <summary><c>RecipientMapping="a@x->b@y"</c> or <c>"@x->@y"</c>; no address or domain is mapped twice.</summary>
    public IReadOnlyList<RecipientMapping> RecipientMappings { get; init; } = [];

    /// <summary><c>ShrinkFoldersMaxLength=n</c>: longest folder name at the destination; null for what Exchange takes.</summary>
    public int? LongestFolderName { get; init; }

    /// <summary><c>FolderLimit=n</c>: most folders a mailbox may have to be migrated; null for no limit.</summary>
    public int? FolderLimit { get; init; }

    /// <summary><c>UseEwsImportImpersonation=1</c>: open the destination by impersonation.</summary>
    public bool UseImpersonation { get; init; }
}
