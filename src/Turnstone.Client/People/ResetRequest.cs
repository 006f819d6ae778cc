using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.People;

/// <summary>Asks for a link by mail to set a new password.</summary>
public sealed record ResetRequest
{
    /// <summary>The address the agent signs in with.</summary>
    [Required, StringLength(320)]
    public required string Email { get; init; }
}
