using Turnstone.Client.CutOver;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Looks whether a mail domain's records are what they should become; takes up to a minute.</summary>
    public Task<CutOverInfo> CheckCutOverAsync(Guid project, CutOverDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<CutOverInfo>(HttpMethod.Post, $"projects/{project}/cut-over/check", draft, cancellationToken);
}
