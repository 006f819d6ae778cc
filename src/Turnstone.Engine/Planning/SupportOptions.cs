namespace Turnstone.Engine.Planning;

/// <summary>Support options that were read and understood: MigrationWiz's names, so that an operator's notes go on being good.</summary>
public sealed record SupportOptions
{
    /// <summary>No options.</summary>
    public static SupportOptions None { get; } = new();

    /// <summary><c>FolderMapping="regex->target"</c>, in the order given.</summary>
    public IReadOnlyList<FolderMapping> FolderMappings { get; init; } = [];

    /// <summary><c>UseEwsImportImpersonation=1</c>: open the destination by impersonation.</summary>
    public bool UseImpersonation { get; init; }

    /// <summary>Options accepted because what they ask for is always so here; one sentence each, to be said rather than ignored.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
