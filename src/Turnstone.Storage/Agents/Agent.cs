using Microsoft.AspNetCore.Identity;

namespace Turnstone.Storage.Agents;

/// <summary>A person who works with Turnstone, in one workgroup or several. The account is ASP.NET Core Identity's.</summary>
public sealed class Agent : IdentityUser<Guid>
{
    /// <summary>Under a new id; one made later sorts behind.</summary>
    public Agent() => Id = Guid.CreateVersion7();

    /// <summary>What people call them.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The last 30 seconds, counted from 1970, whose authenticator code was used: no code of then or before is taken again.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>When the account was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }
}
