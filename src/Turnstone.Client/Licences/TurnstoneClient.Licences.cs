using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Says how the workgroup stands with licences.</summary>
    public Task<LicenceOverview> GetLicencesAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<LicenceOverview>(HttpMethod.Get, "licences", null, cancellationToken);

    /// <summary>Lists who has licences of the workgroup's or used them up, those applied last first.</summary>
    public Task<Paged<AppliedLicenceInfo>> ListAppliedLicencesAsync(
        string? search = null, LicenceState? state = null, Guid? packId = null, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<AppliedLicenceInfo>>(HttpMethod.Get, With("licences/applied", ("search", search), ("state", state), ("packId", packId), ("skip", skip), ("take", take)), null, cancellationToken);

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
