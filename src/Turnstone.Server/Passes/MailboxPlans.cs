using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Transfer;
using Turnstone.Server.Dispatch;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;

namespace Turnstone.Server.Passes;

/// <summary>
/// What a full pass would do with a mailbox's folders: they are listed at the source now, and planned as a pass plans them, with what earlier passes
/// decided. Nothing is written, neither there nor at the destination, which is not asked at all.
/// </summary>
internal sealed class MailboxPlans(Workspace workspace, ProjectMailboxes mailboxes, IMailboxOpener opener, TimeProvider time)
{
    /// <summary>How long somebody who looks waits for the source. The session ends with it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The plan, or why there is none. That it was looked at stands in the action log: somebody's mailbox was signed in to.</summary>
    /// <exception cref="Refusal">There is no such mailbox.</exception>
    public async Task<MailboxPlanInfo> MakeAsync(Guid mailbox, CancellationToken cancellationToken)
    {
        await using (var rows = workspace.Open())
        {
            rows.Note(await mailboxes.MailboxAsync(rows, mailbox, cancellationToken), "plan asked");
            await rows.SaveChangesAsync(cancellationToken);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await using var open = await opener.OpenSourceAsync(workspace.Caller.WorkgroupId, mailbox, either.Token);
            var plan = Planner.Plan(await open.Source.ListFoldersAsync(either.Token), open.Options, open.Places);
            return Of(mailbox, [.. PlanView.Of(plan)], ObstacleOf(plan, open.Options));
        }
        catch (SessionException e)
        {
            return Of(mailbox, [], e.Failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Of(mailbox, [], TooSlow());
        }
    }

    private MailboxPlanInfo Of(Guid mailbox, IReadOnlyList<PlannedFolderInfo> folders, Failure? failure) =>
        new() { MailboxId = mailbox, Made = time.GetUtcNow(), Folders = folders, Failure = failure is null ? null : PassView.Of(failure) };

    private static Failure? ObstacleOf(MailboxPlan plan, PassOptions options)
    {
        try
        {
            FolderLimitRule.Check(plan, options);
            return null;
        }
        catch (SessionException e)
        {
            return e.Failure;
        }
    }

    private static Failure TooSlow() => new()
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Mailbox,
        Code = FailureCodes.SourceUnreachable,
        Message = "The source did not list its folders within a minute.",
        Remedy = "Try again when it is less busy; a pass waits longer.",
    };
}
