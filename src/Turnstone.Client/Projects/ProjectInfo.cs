namespace Turnstone.Client.Projects;

/// <summary>Mailboxes that are moved from one endpoint to another.</summary>
public sealed record ProjectInfo : ProjectSettings
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The agent whose project it is; null where that is nobody's.</summary>
    public Guid? CreatedBy { get; init; }

    /// <summary>How many mailboxes it has.</summary>
    public required int Mailboxes { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was put away, UTC; null while it is listed.</summary>
    public DateTimeOffset? Archived { get; init; }
}
