using Turnstone.Client.People;
using Turnstone.Client.Workgroups;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists the caller's workgroups.</summary>
    public Task<IReadOnlyList<WorkgroupInfo>> ListWorkgroupsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<WorkgroupInfo>>(HttpMethod.Get, "workgroups", null, cancellationToken);

    /// <summary>Lets the session go on in another of the caller's workgroups.</summary>
    public Task<SessionInfo> SwitchWorkgroupAsync(SwitchDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<SessionInfo>(HttpMethod.Post, "session/workgroup", draft, cancellationToken);
}
