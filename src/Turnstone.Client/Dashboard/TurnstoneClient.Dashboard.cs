using Turnstone.Client.Dashboard;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Says at a glance how the projects stand that the caller sees, and what needs attention.</summary>
    public Task<DashboardInfo> GetDashboardAsync(CancellationToken cancellationToken = default) => ReadAsync<DashboardInfo>(HttpMethod.Get, "dashboard", null, cancellationToken);
}
