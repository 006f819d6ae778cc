using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>Shows that the one who asks is the agent, and not somebody who found their session open.</summary>
public sealed record PasswordProof
{
    /// <summary>The agent's password.</summary>
    [Required, StringLength(200)]
    public required string Password { get; init; }
}
