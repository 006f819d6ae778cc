namespace Turnstone.Client.Passes;

/// <summary>Passes to be stopped.</summary>
public sealed record StopDraft
{
    /// <summary>The mailboxes whose passes; null for all of the project.</summary>
    public IReadOnlyList<Guid>? Mailboxes { get; init; }
}
