using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.Sessions;

/// <summary>The cookie of a session: who, and in which workgroup.</summary>
internal sealed class SessionCookie(SignInManager<Agent> signIn)
{
    /// <summary>Begins a session. <paramref name="tookTwoSteps"/> says that its owner took two steps elsewhere, at the provider that let them in.</summary>
    public Task IssueAsync(Agent agent, Guid workgroupId, bool tookTwoSteps = false)
    {
        var where = new Claim(CallerFinder.WorkgroupClaim, workgroupId.ToString());
        return signIn.SignInWithClaimsAsync(agent, isPersistent: false, tookTwoSteps ? [where, new Claim(CallerFinder.TwoStepsClaim, "elsewhere")] : [where]);
    }

    /// <summary>Continues the session of whoever asks in another workgroup.</summary>
    public Task ContinueAsync(Agent agent, Guid workgroupId) => IssueAsync(agent, workgroupId, CallerFinder.TookTwoSteps(signIn.Context.User));

    /// <summary>Lets the session of whoever asks outlast a change of their account that ends all others. A token has no session.</summary>
    public async Task RenewAsync(Agent agent, Guid workgroupId)
    {
        if (CallerFinder.IsSession(signIn.Context.User))
        {
            await ContinueAsync(agent, workgroupId);
        }
    }

    /// <summary>Ends the session of whoever asks.</summary>
    public Task EndAsync() => signIn.SignOutAsync();
}
