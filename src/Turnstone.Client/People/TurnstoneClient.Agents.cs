using Turnstone.Client.People;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists the workgroup's agents by name.</summary>
    public Task<IReadOnlyList<AgentInfo>> ListAgentsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<AgentInfo>>(HttpMethod.Get, "agents", null, cancellationToken);

    /// <summary>Gives an agent another role.</summary>
    public Task<AgentInfo> ChangeAgentRoleAsync(Guid agent, RoleDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<AgentInfo>(HttpMethod.Put, $"agents/{agent}/role", draft, cancellationToken);

    /// <summary>Takes an agent out of the workgroup, and back the tokens they made in it.</summary>
    public Task RemoveAgentAsync(Guid agent, CancellationToken cancellationToken = default) => DoAsync(HttpMethod.Delete, $"agents/{agent}", null, cancellationToken);

    /// <summary>Asks people by mail to join the workgroup.</summary>
    public Task<IReadOnlyList<InvitationInfo>> InviteAsync(InvitationDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<IReadOnlyList<InvitationInfo>>("invitations", draft, cancellationToken);

    /// <summary>Lists invitations that still can be accepted.</summary>
    public Task<IReadOnlyList<InvitationInfo>> ListInvitationsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<InvitationInfo>>(HttpMethod.Get, "invitations", null, cancellationToken);

    /// <summary>Takes an invitation back.</summary>
    public Task WithdrawInvitationAsync(Guid invitation, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"invitations/{invitation}", null, cancellationToken);
}
