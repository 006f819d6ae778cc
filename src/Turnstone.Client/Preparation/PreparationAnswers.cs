namespace Turnstone.Client.Preparation;

/// <summary>What is answered about the Exchange organisation that a project's mailboxes move to. No password is among it.</summary>
public sealed record PreparationAnswers
{
    /// <summary>The service account's address; null for the login of the project's destination.</summary>
    public string? Account { get; init; }

    /// <summary>Whether the script creates the account where it is missing. Its password is asked for when the script runs.</summary>
    public bool CreateAccount { get; init; }

    /// <summary>By which right it opens mailboxes; null for the one that the project's destination goes by, FullAccess where there is no destination yet.</summary>
    public PreparationAccess? Access { get; init; }

    /// <summary>Which mailboxes are meant. Default: those of the project.</summary>
    public PreparedMailboxes Mailboxes { get; init; }

    /// <summary>With impersonation: members of this group alone; null for no group.</summary>
    public string? Group { get; init; }

    /// <summary>With impersonation: those alone whom this recipient filter finds, such as <c>Department -eq 'Sales'</c>; null for no filter.</summary>
    public string? Filter { get; init; }

    /// <summary>Whether the account gets a throttling policy of its own. Default: yes.</summary>
    public bool Throttling { get; init; } = true;

    /// <summary>Whether Exchange Web Services are switched on where they are off. Default: yes.</summary>
    public bool Ews { get; init; } = true;

    /// <summary>The largest message that has to fit, in bytes; null leaves all sizes alone.</summary>
    public long? MessageSize { get; init; }
}
