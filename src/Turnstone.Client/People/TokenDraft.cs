using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>A personal access token to be made.</summary>
public sealed record TokenDraft
{
    /// <summary>What its owner calls it.</summary>
    [Required, StringLength(200)]
    public required string Name { get; init; }

    /// <summary>How much it may do; default looking.</summary>
    public AccessScope Scope { get; init; } = AccessScope.Read;

    /// <summary>Days until it is refused; default 90.</summary>
    [Range(1, 366)]
    public int Days { get; init; } = 90;
}
