using Microsoft.AspNetCore.Identity;
using Turnstone.Server.Refusals;
using Turnstone.Server.Sessions;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.OpenId;

/// <summary>
/// Whether an account opens to whom the provider says is its owner. The provider's word stands for the password, and for the second step only where
/// the provider, or the operator for it, says that it took one: else it would be a way around the second step.
/// </summary>
internal sealed class OpenIdChecks(ServerSettings settings, UserManager<Agent> accounts)
{
    /// <summary>The provider.</summary>
    public OpenIdSettings Provider => settings.OpenId ?? throw OpenIdRefusals.NotSetUp();

    /// <summary>Whether they took two steps to come here.</summary>
    public bool TookTwoSteps(OpenIdIdentity identity) => Provider.VouchesForTwoSteps || identity.SaysTwoSteps;

    /// <exception cref="Refusal">It is locked, or asks for a second step that nobody took.</exception>
    public async Task CheckAsync(Agent agent, OpenIdIdentity identity)
    {
        if (await accounts.IsLockedOutAsync(agent))
        {
            throw SignInChecks.Locked();
        }

        if (agent.TwoFactorEnabled && !TookTwoSteps(identity))
        {
            throw OpenIdRefusals.TwoStep(Provider.Name);
        }
    }
}
