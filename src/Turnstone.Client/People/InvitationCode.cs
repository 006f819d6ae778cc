using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>The code of an invitation's link.</summary>
public sealed record InvitationCode
{
    /// <summary>The code.</summary>
    [Required, StringLength(100)]
    public required string Code { get; init; }
}
