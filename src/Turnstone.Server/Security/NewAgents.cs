using Microsoft.AspNetCore.Identity;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.Security;

/// <summary>Makes accounts.</summary>
internal sealed class NewAgents(UserManager<Agent> accounts, NewPasswords passwords, TimeProvider time)
{
    /// <summary>An account that can be saved with what belongs to it; the address is taken as theirs.</summary>
    /// <exception cref="Refusal">The password is too weak.</exception>
    public async Task<Agent> CreateAsync(string name, string email, string password)
    {
        var agent = Create(name, email);
        await passwords.SetAsync(agent, password);
        return agent;
    }

    /// <summary>One without a password, whose owner comes in by a provider's word.</summary>
    public Agent Create(string name, string email)
    {
        var address = email.Trim();
        return new Agent
        {
            DisplayName = name.Trim(),
            UserName = address,
            NormalizedUserName = accounts.NormalizeName(address),
            Email = address,
            NormalizedEmail = accounts.NormalizeEmail(address),
            EmailConfirmed = true,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            Created = time.GetUtcNow(),
        };
    }
}
