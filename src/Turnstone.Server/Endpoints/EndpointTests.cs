using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Endpoints;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;
using Turnstone.Server.Checks;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Checks;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Endpoints;

/// <summary>Tests endpoints, tells each step as it ends, and keeps what was found.</summary>
internal sealed class EndpointTests(Workspace workspace, SeenProjects seen, EndpointCheck check, RunningTests running, KeptChecks checks, TimeProvider time)
{
    /// <summary>The longest test: measuring limits sends requests up to the size of the largest over a slow line.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Tries one, step by step. What was found is kept, unless whoever asked gives up before the end.</summary>
    /// <param name="id">The endpoint.</param>
    /// <param name="draft">What to try.</param>
    /// <param name="told">Is told each step as soon as it is over; null where nobody wants to know before the end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Refusal">There is no such endpoint, it is not the project's, it is being tested already, or it has no use for what is asked.</exception>
    public async Task<EndpointTestInfo> RunAsync(Guid id, EndpointTestDraft draft, Func<TestStepInfo, Task>? told, CancellationToken cancellationToken)
    {
        var endpoint = await FindAsync(id, draft.ProjectId, cancellationToken);
        var extent = ExtentOf(endpoint, draft);
        using var turn = running.Begin(id) ?? throw Refusal.Conflict(
            RefusalCodes.EndpointUnderTest, $"\"{endpoint.Name}\" is being tested already. Two tests at once would measure each other: wait until that one is over.");
        var started = time.GetUtcNow();
        List<TestStep> steps = [];
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await foreach (var step in check.StepsAsync(endpoint, EndpointCheck.AccountOf(draft), extent, either.Token))
            {
                await AddAsync(step);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await AddAsync(new TestStep(
                "Time limit", time.GetUtcNow() - started, TestOutcome.Failed, $"The test was not over after {Patience.TotalMinutes:0} minutes and was ended.",
                "See which step was the last to answer: the server, or the line to it, is very slow there. Then test again."));
        }

        var report = new CheckReport
        {
            Title = CheckTitles.Of(KindOf(endpoint)), Subject = endpoint.Address, Version = ProductVersion.Text, Started = started, Finished = time.GetUtcNow(), Steps = steps,
        };
        var kept = await checks.KeepAsync(KindOf(endpoint), report, id, draft.ProjectId, cancellationToken);
        return EndpointMap.InfoOf(endpoint, steps) with { CheckId = kept };

        async Task AddAsync(TestStep step)
        {
            steps.Add(step);
            await (told?.Invoke(CheckSteps.InfoOf(step)) ?? Task.CompletedTask);
        }
    }

    private async Task<Endpoint> FindAsync(Guid id, Guid? project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var endpoint = await rows.Endpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("endpoint");
        if (project is { } wanted && !await seen.Projects(rows).AnyAsync(row => row.Id == wanted && (row.SourceId == id || row.DestinationId == id), cancellationToken))
        {
            throw Refusal.Wrong(RefusalCodes.EndpointWrong, "There is no such project here that uses this endpoint.", "projectId");
        }

        return endpoint;
    }

    private static TestExtent ExtentOf(Endpoint endpoint, EndpointTestDraft draft)
    {
        var isImap = endpoint.Kind == EndpointKind.Imap;
        (string Field, string Text)? trouble = (isImap, draft) switch
        {
            (true, { WritesTestItem: true }) => ("writesTestItem", "Nothing is ever written at a source: leave it out."),
            (false, { WritesTestItem: true, Mailbox: null }) => ("mailbox", "Name the mailbox that the test item is to be written into."),
            (false, { TriesEachMechanism: true }) => ("triesEachMechanism", "Exchange is signed in to in one way: leave it out."),
            (false, { SecondMailbox: not null }) => ("secondMailbox", "It goes with IMAP alone: test again with another mailbox instead."),
            (true, { SecondMailbox: not null }) when !EndpointOpening.HasAccount(endpoint) => ("secondMailbox", "This endpoint has no administrator who opens other people's mailboxes: leave it out."),
            _ => null,
        };
        return trouble is null
            ? new TestExtent
            {
                IsThorough = true,
                Writes = draft.WritesTestItem,
                TriesEachMechanism = draft.TriesEachMechanism,
                Second = SmtpAddress.TryParse(draft.SecondMailbox, out var second) ? new MailboxAccount(second) : null,
            }
            : throw Refusal.Wrong(RefusalCodes.EndpointWrong, trouble.Value.Text, trouble.Value.Field);
    }

    private static CheckKind KindOf(Endpoint endpoint) => endpoint.Kind == EndpointKind.Imap ? CheckKind.SourceTest : CheckKind.DestinationTest;
}
