using Microsoft.AspNetCore.Identity;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.Security;

/// <summary>Passwords of agents: what they must be, and how one is set.</summary>
internal sealed class NewPasswords(UserManager<Agent> accounts)
{
    /// <summary>Gives an agent, who is not saved yet, a password; their sessions that are open elsewhere end when it is saved.</summary>
    /// <exception cref="Refusal">It is too weak.</exception>
    public async Task SetAsync(Agent agent, string password)
    {
        foreach (var validator in accounts.PasswordValidators)
        {
            if ((await validator.ValidateAsync(accounts, agent, password)).Errors.FirstOrDefault() is { } fault)
            {
                throw Refusal.Wrong(RefusalCodes.PasswordWeak, fault.Description, "password");
            }
        }

        agent.PasswordHash = accounts.PasswordHasher.HashPassword(agent, password);
        agent.SecurityStamp = Guid.NewGuid().ToString("N");
        agent.ConcurrencyStamp = Guid.NewGuid().ToString();
    }
}
