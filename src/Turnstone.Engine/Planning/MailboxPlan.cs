namespace Turnstone.Engine.Planning;

/// <summary>The folders of a mailbox in the order of the pass: Inbox, Sent, then the rest as the source lists them, and last what shows messages of all others too.</summary>
public sealed record MailboxPlan(IReadOnlyList<PlannedFolder> Folders);
