using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.Mail;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Invitations;

/// <summary>Asking people into a workgroup.</summary>
internal sealed class InvitationService(Workspace workspace, Outbox outbox, Links links, ILookupNormalizer normalizer, TimeProvider time)
{
    private static readonly TimeSpan LinkHolds = TimeSpan.FromDays(7);
    private static readonly EmailAddressAttribute Addresses = new();

    /// <summary>Those that still can be accepted, the newest first.</summary>
    public async Task<IReadOnlyList<InvitationInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = await Standing(rows).AsNoTracking().OrderByDescending(row => row.Created).ThenByDescending(row => row.Id).ToListAsync(cancellationToken);
        return [.. found.Select(InfoOf)];
    }

    /// <summary>Asks people by mail, all or none. An invitation that an address has already is withdrawn for the new one.</summary>
    /// <exception cref="Refusal">An address is none or belongs to an agent of the workgroup, the caller may not give the role, or this server sends no mail.</exception>
    public async Task<IReadOnlyList<InvitationInfo>> InviteAsync(InvitationDraft draft, CancellationToken cancellationToken)
    {
        var role = (Role)draft.Role;
        if (role == Role.Administrator && workspace.Caller.Role < Role.Administrator)
        {
            throw Refusal.Forbidden(RefusalCodes.AdministratorsOnly, "Only an Administrator invites Administrators.");
        }

        outbox.Require();
        await using var rows = workspace.Open();
        var workgroup = await rows.Workgroups.AsNoTracking().SingleAsync(row => row.Id == workspace.Caller.WorkgroupId, cancellationToken);
        var inviter = await rows.Agents.AsNoTracking().SingleAsync(row => row.Id == workspace.Caller.AgentId, cancellationToken);
        var added = new List<Invitation>();
        foreach (var address in draft.Addresses.Select(CheckedAddress).DistinctBy(SearchText.Of))
        {
            await CheckIsNewAsync(rows, address, cancellationToken);
            await WithdrawAsync(rows, SearchText.Of(address), cancellationToken);
            var code = SecretCode.Create();
            var invitation = new Invitation
            {
                Address = address, Role = role, Hash = SecretCode.HashOf(code), InvitedById = inviter.Id, Created = time.GetUtcNow(), Expires = time.GetUtcNow() + LinkHolds,
            };
            rows.Add(invitation);
            added.Add(invitation);
            await outbox.AddAsync(rows, address, MailKinds.Invitation, new Dictionary<string, object>
            {
                ["inviter"] = inviter.DisplayName,
                ["workgroup"] = workgroup.Name,
                ["role"] = role.ToString(),
                ["link"] = links.To("invitation", code).AbsoluteUri,
                ["expires"] = MailText.Of(invitation.Expires),
            });
        }

        await rows.SaveChangesAsync(cancellationToken);
        return [.. added.Select(InfoOf)];
    }

    /// <summary>Takes one back: its link works no longer.</summary>
    /// <exception cref="Refusal">There is none that still could be accepted.</exception>
    public async Task WithdrawAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await Standing(rows).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("invitation");
        row.Withdrawn = time.GetUtcNow();
        await rows.SaveChangesAsync(cancellationToken);
    }

    private async Task WithdrawAsync(PlaneContext rows, string address, CancellationToken cancellationToken)
    {
        foreach (var earlier in await Standing(rows).Where(row => row.AddressSearch == address).ToListAsync(cancellationToken))
        {
            earlier.Withdrawn = time.GetUtcNow();
        }
    }

    private IQueryable<Invitation> Standing(PlaneContext rows)
    {
        var now = time.GetUtcNow();
        return rows.Invitations.Where(row => row.Accepted == null && row.Withdrawn == null && row.Expires > now);
    }

    private static string CheckedAddress(string text)
    {
        var address = text.Trim();
        return address.Length <= 320 && Addresses.IsValid(address)
            ? address
            : throw Refusal.Wrong(RefusalCodes.InvitationAddress, $"\"{address}\" is no mail address: nobody was invited.", "addresses");
    }

    private async Task CheckIsNewAsync(PlaneContext rows, string address, CancellationToken cancellationToken)
    {
        var normal = normalizer.NormalizeEmail(address);
        if (await rows.Memberships.AnyAsync(row => rows.Agents.Any(agent => agent.Id == row.AgentId && agent.NormalizedEmail == normal), cancellationToken))
        {
            throw Refusal.Conflict(RefusalCodes.AgentBelongs, $"{address} belongs to the workgroup already: nobody was invited.", "addresses");
        }
    }

    private static InvitationInfo InfoOf(Invitation row) => new()
    {
        Id = row.Id, Address = row.Address, Role = (AgentRole)row.Role, Created = row.Created, Expires = row.Expires,
    };
}
