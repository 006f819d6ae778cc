namespace Turnstone.Server.Endpoints;

/// <summary>How much of an endpoint is tried.</summary>
internal sealed record TestExtent
{
    /// <summary>Reached and signed in to; nothing is measured.</summary>
    public static TestExtent Brief { get; } = new();

    /// <summary>Whether mailboxes are opened and limits measured, or only accounts signed in.</summary>
    public bool IsThorough { get; init; }

    /// <summary>Exchange: whether a test item is written into a folder of its own.</summary>
    public bool Writes { get; init; }

    /// <summary>IMAP: whether every mechanism that is offered is tried, a sign-in each.</summary>
    public bool TriesEachMechanism { get; init; }

    /// <summary>IMAP: another mailbox for the administrator to open; null for none.</summary>
    public MailboxAccount? Second { get; init; }
}
