using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Mailboxes;

/// <summary>The mailboxes of a project that something is to be done with: either by their ids, or by what they are like.</summary>
public record MailboxSelection
{
    /// <summary>Their ids, each of this project; null where a filter chooses.</summary>
    [MinLength(1), MaxLength(50_000)]
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>What they are like; null where ids choose.</summary>
    public MailboxFilter? Filter { get; init; }
}
