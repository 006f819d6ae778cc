using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Says how the workgroup stands with licences.</summary>
    public Task<LicenceOverview> GetLicencesAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<LicenceOverview>(HttpMethod.Get, "licences", null, cancellationToken);

    /// <summary>Says what full passes and pre-stages over a project's mailboxes would take.</summary>
    public Task<LicenceNeedInfo> GetLicenceNeedAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<LicenceNeedInfo>(HttpMethod.Get, $"projects/{project}/licences", null, cancellationToken);

    /// <summary>Applies a licence to each of a customer's people that were chosen and have none: to all or nobody.</summary>
    public Task<LicencesAppliedInfo> ApplyLicencesAsync(Guid customer, CustomerUserSelection selection, CancellationToken cancellationToken = default) =>
        OnceAsync<LicencesAppliedInfo>($"customers/{customer}/licences/apply", selection, cancellationToken);

    /// <summary>Takes unused licences back from people: from all or nobody.</summary>
    public Task<LicencesRemovedInfo> RemoveLicencesAsync(Guid customer, CustomerUserSelection selection, CancellationToken cancellationToken = default) =>
        OnceAsync<LicencesRemovedInfo>($"customers/{customer}/licences/remove", selection, cancellationToken);
}
