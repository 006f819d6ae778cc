using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Server.Sessions;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Passwords;

/// <summary>The password of whoever asks.</summary>
internal sealed class PasswordService(
    UserManager<Agent> accounts, SignInChecks checks, PasswordWriter writer, SessionCookie cookie, PlaneDatabase plane, AgentLog log, Workspace workspace)
{
    /// <summary>Puts a new one in place of the present one, and ends the agent's sessions elsewhere.</summary>
    /// <exception cref="Refusal">The present one is wrong, or the new one too weak.</exception>
    public async Task ChangeAsync(PasswordDraft draft, CancellationToken cancellationToken)
    {
        var caller = workspace.Caller;
        await checks.ProveAsync((await accounts.FindByIdAsync(caller.AgentId.ToString()))!, draft.Current, "current", cancellationToken);
        await using var rows = plane.Open(new PlaneScope.House());
        var agent = await rows.Agents.SingleAsync(row => row.Id == caller.AgentId, cancellationToken);
        await writer.SaveAsync(rows, agent, draft.Password, cancellationToken);
        await cookie.RenewAsync(agent, caller.WorkgroupId);
        await log.NoteAsync(agent, "changed the password", cancellationToken);
    }
}
