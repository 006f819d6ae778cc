using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.Mail;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Passwords;

/// <summary>Setting a new password by mail, for whoever has forgotten theirs.</summary>
internal sealed class PasswordResetService(
    UserManager<Agent> accounts, PasswordWriter writer, PlaneDatabase plane, Outbox outbox, Links links, AgentLog log, TimeProvider time)
{
    private static readonly TimeSpan LinkHolds = TimeSpan.FromHours(1);

    // Whoever presses the button again has not read their mail yet, or wants to fill somebody's mailbox.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Sends a link to set a new password, where the address is an agent's; a link sent before holds no longer. The answer is the same where it is not.</summary>
    /// <exception cref="Refusal">This server sends no mail.</exception>
    public async Task AskAsync(string email, CancellationToken cancellationToken)
    {
        outbox.Require();
        var (address, now) = (accounts.NormalizeEmail(email.Trim()), time.GetUtcNow());
        var justNow = now - Pause;
        await using var rows = plane.Open(new PlaneScope.House());
        if (await rows.Agents.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedEmail == address, cancellationToken) is not { } agent
            || await rows.PasswordResets.AnyAsync(row => row.AgentId == agent.Id && row.Created > justNow, cancellationToken))
        {
            return;
        }

        var code = SecretCode.Create();
        rows.RemoveRange(await rows.PasswordResets.Where(row => row.AgentId == agent.Id).ToListAsync(cancellationToken));
        rows.Add(new PasswordReset { Hash = SecretCode.HashOf(code), AgentId = agent.Id, Created = now, Expires = now + LinkHolds });
        await outbox.AddAsync(rows, agent.Email!, MailKinds.PasswordReset, new Dictionary<string, object>
        {
            ["email"] = agent.Email!, ["link"] = links.To("password-reset", code).AbsoluteUri,
        });
        await rows.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Sets a new password by the code of such a link, once, ends the agent's sessions and unlocks the account. The second step stays as it is.</summary>
    /// <exception cref="Refusal">The code holds no longer or never did, or the password is too weak.</exception>
    public async Task ResetAsync(ResetDraft draft, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretCode.HashOf(draft.Code), time.GetUtcNow());
        await using var rows = plane.Open(new PlaneScope.House());
        var reset = await rows.PasswordResets.SingleOrDefaultAsync(row => row.Hash == hash && row.Expires > now, cancellationToken)
            ?? throw Refusal.Wrong(RefusalCodes.ResetCode, "This link holds no longer: ask for a new one.", "code");
        var agent = await rows.Agents.SingleAsync(row => row.Id == reset.AgentId, cancellationToken);
        rows.Remove(reset);
        (agent.LockoutEnd, agent.AccessFailedCount) = (null, 0);
        await writer.SaveAsync(rows, agent, draft.Password, cancellationToken);
        await log.NoteAsync(agent, "set a new password by mail", cancellationToken);
    }
}
