using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.Sessions;

/// <summary>The cookie of a session: who, and in which workgroup.</summary>
internal sealed class SessionCookie(SignInManager<Agent> signIn)
{
    /// <summary>Begins a session, or continues it in another workgroup.</summary>
    public Task IssueAsync(Agent agent, Guid workgroupId) =>
        signIn.SignInWithClaimsAsync(agent, isPersistent: false, [new Claim(CallerFinder.WorkgroupClaim, workgroupId.ToString())]);

    /// <summary>Lets the session of whoever asks outlast a change of their account that ends all others. A token has no session.</summary>
    public async Task RenewAsync(Agent agent, Guid workgroupId)
    {
        if (CallerFinder.IsSession(signIn.Context.User))
        {
            await IssueAsync(agent, workgroupId);
        }
    }

    /// <summary>Ends the session of whoever asks.</summary>
    public Task EndAsync() => signIn.SignOutAsync();
}
