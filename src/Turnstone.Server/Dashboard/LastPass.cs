using Turnstone.Storage.Passes;

namespace Turnstone.Server.Dashboard;

/// <summary>The pass over a mailbox that was submitted last.</summary>
internal sealed class LastPass
{
    public required Guid ProjectId { get; init; }

    public required string Project { get; init; }

    public required MailboxPass Pass { get; init; }
}
