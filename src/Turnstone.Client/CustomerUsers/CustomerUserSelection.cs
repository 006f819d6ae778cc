using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.CustomerUsers;

/// <summary>The people of a customer that something is to be done with: either by their ids, or by what they are like.</summary>
public record CustomerUserSelection
{
    /// <summary>Their ids, each of this customer; null where a filter chooses.</summary>
    [MinLength(1), MaxLength(50_000)]
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>What they are like; null where ids choose.</summary>
    public CustomerUserFilter? Filter { get; init; }
}
