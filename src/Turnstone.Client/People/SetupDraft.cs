using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>What the first start asks for: the first agent, who becomes Administrator of the first workgroup.</summary>
public sealed record SetupDraft
{
    /// <summary>The code of the link that the server printed at its first start; it works once.</summary>
    [Required]
    public required string Code { get; init; }

    /// <summary>The name of the first workgroup.</summary>
    [Required, StringLength(200)]
    public required string Workgroup { get; init; }

    /// <summary>What the first agent is called.</summary>
    [Required, StringLength(200)]
    public required string Name { get; init; }

    /// <summary>Their address; they sign in with it.</summary>
    [Required, EmailAddress, StringLength(320)]
    public required string Email { get; init; }

    /// <summary>Their password, of at least 12 characters.</summary>
    [Required, StringLength(200)]
    public required string Password { get; init; }
}
