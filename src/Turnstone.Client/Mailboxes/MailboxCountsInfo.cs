namespace Turnstone.Client.Mailboxes;

/// <summary>How many of a project's mailboxes stand where.</summary>
public sealed record MailboxCountsInfo
{
    /// <summary>All of them.</summary>
    public required int Mailboxes { get; init; }

    /// <summary>By where the pass over them stands that was submitted last, those states alone in which there are any; together all of them.</summary>
    public required IReadOnlyList<StateCountInfo> States { get; init; }

    /// <summary>How many had a pass of a kind that was completed, with errors or without; those kinds alone of which there are any.</summary>
    public required IReadOnlyList<KindCountInfo> Completed { get; init; }
}
