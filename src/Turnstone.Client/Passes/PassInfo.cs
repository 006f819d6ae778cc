namespace Turnstone.Client.Passes;

/// <summary>A pass over a mailbox.</summary>
public sealed record PassInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The mailbox.</summary>
    public required Guid MailboxId { get; init; }

    /// <summary>The mailbox's address at the source when it was submitted.</summary>
    public required string Mailbox { get; init; }

    /// <summary>What it is to do.</summary>
    public required PassKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required PassState State { get; init; }

    /// <summary>What whoever submitted it is called; null where that is not known any more, and among events.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>When it was submitted, UTC.</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>When it may begin, UTC.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When it began, UTC; null while it did not.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it was over, UTC; null while it is not.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>How far it is.</summary>
    public required PassProgressInfo Progress { get; init; }

    /// <summary>One word for the result; null while it is not over.</summary>
    public string? Grade { get; init; }

    /// <summary>What stopped it; null when nothing did.</summary>
    public FailureInfo? Failure { get; init; }
}
