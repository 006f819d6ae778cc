namespace Turnstone.Client.Passes;

/// <summary>What became of a submission.</summary>
public sealed record Submission
{
    /// <summary>Passes that were submitted.</summary>
    public required int Submitted { get; init; }

    /// <summary>Mailboxes none was submitted for, and why.</summary>
    public required IReadOnlyList<RefusedMailbox> Refused { get; init; }
}
