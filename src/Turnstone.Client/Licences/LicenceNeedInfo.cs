namespace Turnstone.Client.Licences;

/// <summary>What full passes and pre-stages over a project's mailboxes would take.</summary>
public sealed record LicenceNeedInfo
{
    /// <summary>Whether this server meters; where it does not, all that follows but the mailboxes is zero.</summary>
    public required bool IsMetered { get; init; }

    /// <summary>Mailboxes of the project.</summary>
    public required int Mailboxes { get; init; }

    /// <summary>Mailboxes whose person's licence was used already: a pass takes none.</summary>
    public required int Used { get; init; }

    /// <summary>Mailboxes whose person has a licence that the pass would use.</summary>
    public required int WouldUse { get; init; }

    /// <summary>Mailboxes whose person has none: a pass is refused until one is applied.</summary>
    public required int Without { get; init; }
}
