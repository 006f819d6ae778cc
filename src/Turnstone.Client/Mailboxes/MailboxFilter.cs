using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Passes;

namespace Turnstone.Client.Mailboxes;

/// <summary>Some of a project's mailboxes, by what they are like; without anything said, all of them.</summary>
public sealed record MailboxFilter
{
    /// <summary>Part of the address at the source or at the destination, whatever its case; null for all.</summary>
    [StringLength(254)]
    public string? Search { get; init; }

    /// <summary>The colour of their star, one to six; 0 for those without, null for all.</summary>
    [Range(0, 6)]
    public int? Star { get; init; }

    /// <summary>Where the pass over them that was submitted last stands; null for all.</summary>
    public LatestPassState? State { get; init; }

    /// <summary>What the pass over them that was submitted last is to do; null for all.</summary>
    public PassKind? Kind { get; init; }
}
