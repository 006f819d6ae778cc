using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Sessions;

/// <summary>Signing in and out.</summary>
internal sealed class SessionService(UserManager<Agent> accounts, SignInManager<Agent> signIn, PlaneDatabase plane)
{
    /// <summary>Signs somebody in: the answer sets the session's cookie.</summary>
    /// <exception cref="Refusal">They are not signed in. Which of address and password is wrong is not told.</exception>
    public async Task<SessionInfo> SignInAsync(SignInDraft draft, CancellationToken cancellationToken)
    {
        var agent = await accounts.FindByEmailAsync(draft.Email.Trim());
        if (agent is null)
        {
            // As slow as a wrong password, so that addresses cannot be told by the time it takes.
            accounts.PasswordHasher.HashPassword(Nobody, draft.Password);
            throw Wrong();
        }

        var first = await signIn.CheckPasswordSignInAsync(agent, draft.Password, lockoutOnFailure: true);
        if (!first.Succeeded)
        {
            throw first.IsLockedOut ? Locked() : Wrong();
        }

        await CheckSecondStepAsync(agent, draft.Code);
        var session = await FindAsync(agent.Id, draft.WorkgroupId, cancellationToken)
            ?? throw Refusal.SignIn(RefusalCodes.NoWorkgroup, "You belong to no such workgroup: ask an Administrator to invite you.");
        await signIn.SignInWithClaimsAsync(agent, isPersistent: false, [new Claim(CallerFinder.WorkgroupClaim, session.WorkgroupId.ToString())]);
        return session;
    }

    /// <summary>Ends the session of whoever asks.</summary>
    public Task SignOutAsync() => signIn.SignOutAsync();

    /// <summary>Who somebody is in a workgroup, or in the one they have belonged to longest; null where they belong to none.</summary>
    public async Task<SessionInfo?> FindAsync(Guid agentId, Guid? workgroupId, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        var found = await (
            from membership in rows.Memberships
            where membership.AgentId == agentId && (workgroupId == null || membership.WorkgroupId == workgroupId)
            join agent in rows.Agents on membership.AgentId equals agent.Id
            join workgroup in rows.Workgroups on membership.WorkgroupId equals workgroup.Id
            orderby membership.Created, membership.Id
            select new { agent, workgroup, membership.Role }).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : new SessionInfo
        {
            AgentId = found.agent.Id,
            Name = found.agent.DisplayName,
            Email = found.agent.Email!,
            WorkgroupId = found.workgroup.Id,
            Workgroup = found.workgroup.Name,
            Role = (AgentRole)found.Role,
        };
    }

    private async Task CheckSecondStepAsync(Agent agent, string? code)
    {
        if (!await accounts.GetTwoFactorEnabledAsync(agent))
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            throw Refusal.SignIn(RefusalCodes.SignInCodeNeeded, "Enter the code of your authenticator as well.");
        }

        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (await accounts.VerifyTwoFactorTokenAsync(agent, accounts.Options.Tokens.AuthenticatorTokenProvider, digits)
            || (await accounts.RedeemTwoFactorRecoveryCodeAsync(agent, code.Trim())).Succeeded)
        {
            return;
        }

        await accounts.AccessFailedAsync(agent);
        throw Wrong();
    }

    private static Agent Nobody { get; } = new() { DisplayName = "", Created = default };

    private static Refusal Wrong() => Refusal.SignIn(RefusalCodes.SignInWrong, "The address, the password or the code is wrong.");

    private static Refusal Locked() => Refusal.SignIn(RefusalCodes.SignInLocked, "Too many wrong attempts: wait a quarter of an hour.");
}
