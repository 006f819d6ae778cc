using Turnstone.Client.Passes;

namespace Turnstone.Client.Mailboxes;

/// <summary>The pass over a mailbox that was submitted last.</summary>
public sealed record LatestPassInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is to do.</summary>
    public required PassKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required PassState State { get; init; }

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

    /// <summary>What stopped it; null when nothing did.</summary>
    public FailureInfo? Failure { get; init; }
}
