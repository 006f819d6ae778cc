using Turnstone.Client.Passes;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Submits a pass over each of the mailboxes that may have one; the answer says of each other why not.</summary>
    public Task<Submission> SubmitPassesAsync(Guid project, PassDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<Submission>($"projects/{project}/passes", draft, cancellationToken);

    /// <summary>Stops passes in whatever state they are; those under way end within seconds.</summary>
    public Task<StopResult> StopPassesAsync(Guid project, StopDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<StopResult>(HttpMethod.Post, $"projects/{project}/passes/stop", draft, cancellationToken);

    /// <summary>Lists passes of a project, the newest first.</summary>
    public Task<Paged<PassInfo>> ListPassesAsync(
        Guid project, PassState? state = null, Guid? mailbox = null, string? search = null, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<PassInfo>>(
            HttpMethod.Get,
            With($"projects/{project}/passes", ("state", state), ("mailbox", mailbox), ("search", search), ("skip", skip), ("take", take)), null, cancellationToken);

    /// <summary>Shows a pass.</summary>
    public Task<PassInfo> GetPassAsync(Guid pass, CancellationToken cancellationToken = default) => ReadAsync<PassInfo>(HttpMethod.Get, $"passes/{pass}", null, cancellationToken);

    /// <summary>Lists a mailbox's passes, the newest first, whichever project it was in.</summary>
    public Task<Paged<PassInfo>> ListMailboxPassesAsync(Guid mailbox, int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<PassInfo>>(HttpMethod.Get, With($"mailboxes/{mailbox}/passes", ("skip", skip), ("take", take)), null, cancellationToken);

    /// <summary>Lists the items that a pass did not simply copy; <paramref name="code"/> names a reason, or <c>repaired</c> those that arrived after a repair.</summary>
    public Task<Paged<ItemErrorInfo>> ListItemErrorsAsync(Guid pass, int skip = 0, int take = 100, string? code = null, CancellationToken cancellationToken = default) =>
        ReadAsync<Paged<ItemErrorInfo>>(HttpMethod.Get, With($"passes/{pass}/errors", ("code", code), ("skip", skip), ("take", take)), null, cancellationToken);

    /// <summary>Says how many of them there are for each reason.</summary>
    public Task<IReadOnlyList<ItemErrorCount>> CountItemErrorsAsync(Guid pass, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<ItemErrorCount>>(HttpMethod.Get, $"passes/{pass}/errors/counts", null, cancellationToken);

    /// <summary>Writes all of them as CSV.</summary>
    public Task ExportItemErrorsAsync(Guid pass, Stream output, CancellationToken cancellationToken = default) =>
        CopyAsync($"passes/{pass}/errors.csv", output, cancellationToken);
}
