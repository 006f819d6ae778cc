using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Settings;
using Turnstone.Storage.Workgroups;

namespace Turnstone.Server.Setup;

/// <summary>The first start: whoever has the link becomes the first agent.</summary>
internal sealed class SetupService(PlaneDatabase plane, NewAgents agents, TimeProvider time)
{
    /// <summary>Whether nobody has set up the server yet.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        return !await rows.Agents.AnyAsync(cancellationToken);
    }

    /// <summary>A new code for the link while nobody has set up the server; the one before works no longer. Null once somebody has.</summary>
    public async Task<string?> IssueCodeAsync(CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        if (await rows.Agents.AnyAsync(cancellationToken))
        {
            return null;
        }

        var code = SecretCode.Create();
        await rows.HouseSettings.Where(row => row.Name == HouseSetting.SetupCode).ExecuteDeleteAsync(cancellationToken);
        rows.Add(new HouseSetting { Name = HouseSetting.SetupCode, Value = SecretCode.HashOf(code) });
        await rows.SaveChangesAsync(cancellationToken);
        return code;
    }

    /// <summary>Makes the first workgroup and its Administrator, once.</summary>
    /// <exception cref="Refusal">The code is not the one of the link, or the server is set up already, or the password is too weak.</exception>
    public async Task SetUpAsync(SetupDraft draft, CancellationToken cancellationToken)
    {
        var workgroup = new Workgroup { Name = draft.Workgroup.Trim(), Created = time.GetUtcNow() };
        await using var rows = plane.Open(new PlaneScope.Of(workgroup.Id));
        if (await rows.HouseSettings.FindAsync([HouseSetting.SetupCode], cancellationToken) is not { } setting)
        {
            throw Refusal.Conflict(RefusalCodes.SetupDone, "This server is set up already: sign in, or ask an Administrator to invite you.");
        }

        if (setting.Value != SecretCode.HashOf(draft.Code))
        {
            throw Refusal.Wrong(RefusalCodes.SetupCode, "This is not the code of the link that the server printed at its last start.", "code");
        }

        var agent = await agents.CreateAsync(draft.Name, draft.Email, draft.Password);
        rows.Remove(setting);
        rows.AddRange(workgroup, agent, new Membership { AgentId = agent.Id, Role = Role.Administrator, Created = time.GetUtcNow() });
        await rows.SaveChangesAsync(cancellationToken);
    }
}
