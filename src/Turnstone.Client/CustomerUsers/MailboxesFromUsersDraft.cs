using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.CustomerUsers;

/// <summary>People of a project's customer whose mailboxes are to be added to it.</summary>
public sealed record MailboxesFromUsersDraft : CustomerUserSelection
{
    /// <summary>The domain of their addresses at the source, such as <c>old.example</c>; null where it is that of their address.</summary>
    [StringLength(255)]
    public string? SourceDomain { get; init; }

    /// <summary>The domain of their addresses at the destination; null where it is that of their address.</summary>
    [StringLength(255)]
    public string? DestinationDomain { get; init; }
}
