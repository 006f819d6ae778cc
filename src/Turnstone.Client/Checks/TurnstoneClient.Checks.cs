using Turnstone.Client.Checks;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Lists the kept tests of an endpoint, without their steps, the latest first.</summary>
    public Task<IReadOnlyList<CheckInfo>> ListEndpointChecksAsync(Guid endpoint, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<CheckInfo>>(HttpMethod.Get, $"endpoints/{endpoint}/checks", null, cancellationToken);

    /// <summary>Lists the kept checks that were made for a project, without their steps, the latest first.</summary>
    public Task<IReadOnlyList<CheckInfo>> ListProjectChecksAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<CheckInfo>>(HttpMethod.Get, $"projects/{project}/checks", null, cancellationToken);

    /// <summary>Shows a kept check with its steps.</summary>
    public Task<CheckInfo> GetCheckAsync(Guid check, CancellationToken cancellationToken = default) =>
        ReadAsync<CheckInfo>(HttpMethod.Get, $"checks/{check}", null, cancellationToken);

    /// <summary>Writes a kept check as a report.</summary>
    public Task WriteCheckReportAsync(Guid check, CheckForm form, Stream output, CancellationToken cancellationToken = default) =>
        CopyAsync(With($"checks/{check}/report", ("form", form)), output, cancellationToken);
}
