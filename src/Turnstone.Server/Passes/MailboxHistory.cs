using Turnstone.Storage.Passes;

namespace Turnstone.Server.Passes;

/// <summary>What earlier passes over a mailbox say about the next.</summary>
/// <param name="UnderWay">Where the pass stands that is not over; null where none is.</param>
/// <param name="Last">How the last pass ended that moved mail; null where none has, and where it makes no difference.</param>
/// <param name="Counted">How many passes count against the project's limit: those that were completed, with errors or without; zero where it makes no difference.</param>
internal sealed record MailboxHistory(PassState? UnderWay, PassState? Last, int Counted)
{
    /// <summary>No pass yet.</summary>
    public static MailboxHistory None { get; } = new(null, null, 0);
}
