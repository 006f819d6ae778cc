using Microsoft.AspNetCore.Authorization;

namespace Turnstone.Server.Security;

/// <summary>That whoever asks has an ability.</summary>
internal sealed class AbilityRequirement(Ability ability) : IAuthorizationRequirement
{
    public Ability Ability => ability;
}
