using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Projects;
using Turnstone.Engine.Checks;
using Turnstone.Server.Checks;
using Turnstone.Storage.Checks;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Imap;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>The order of work: what happened ticks it, people tick the rest, and nobody overrules what happened.</summary>
public sealed class RunbookTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private HttpClient _client = null!;
    private ProjectInfo _project = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync();
        _client = await _world.SignedInAsync(_workgroup);
        _project = await _client.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task PersonTicks_WithNameAndMoment_AndTakesItBack()
    {
        var ticked = await TickAsync(RunbookStep.PrepareSource, new RunbookTickDraft { Note = "Master user in Dovecot." });

        Assert.Equal((RunbookState.Done, true, "The Administrator", (DateTimeOffset?)_world.Time.GetUtcNow()), (ticked.State, ticked.IsTicked, ticked.By, ticked.At));
        Assert.Equal(ticked, await StepAsync(RunbookStep.PrepareSource));
        var back = await _client.SendAsync(HttpMethod.Delete, Path(RunbookStep.PrepareSource)).ReadAsync<RunbookStepInfo>();
        Assert.Equal((RunbookState.Open, false, null), (back.State, back.IsTicked, back.By));
        await using var rows = _world.Rows();
        Assert.Equal(
            ["step done: PrepareSource: Master user in Dovecot.", "step taken back: PrepareSource"],
            (await rows.Actions.Where(line => line.SubjectId == _project.Id && line.Action.StartsWith("step ")).OrderBy(line => line.Id).ToListAsync(Cancel)).Select(line => $"{line.Action}: {line.Details}"));
    }

    [Fact]
    public async Task StepThatIsNotNeeded_HasAReason_AndTheLastWordCounts()
    {
        await SendAsync(RunbookStep.PreStage, new RunbookTickDraft { IsDone = false, Note = "  " }).AssertRefusedAsync(HttpStatusCode.BadRequest, "runbook/note");

        var first = await TickAsync(RunbookStep.PreStage, new RunbookTickDraft { IsDone = false, Note = "Too little mail." });
        var last = await TickAsync(RunbookStep.PreStage, new RunbookTickDraft { IsDone = false, Note = "Everything moves in one night." });

        Assert.Equal((RunbookState.NotNeeded, "Too little mail."), (first.State, first.Note));
        Assert.Equal((RunbookState.NotNeeded, "Everything moves in one night."), (last.State, last.Note));
        await using var rows = _world.Rows();
        Assert.Single(await rows.RunbookTicks.ToListAsync(Cancel));
    }

    [Fact]
    public async Task WhatHappensHere_IsNotTickedByHand_AndNotOverruled()
    {
        await SendAsync(RunbookStep.Verify, new RunbookTickDraft()).AssertRefusedAsync(HttpStatusCode.Conflict, "runbook/fact");
        await _client.AddAsync(_project.Id, Moves.Mailbox("anna"));
        await SendAsync(RunbookStep.Mailboxes, new RunbookTickDraft { IsDone = false, Note = "None." }).AssertRefusedAsync(HttpStatusCode.Conflict, "runbook/fact");

        await TickAsync(RunbookStep.TestSource, new RunbookTickDraft { IsDone = false, Note = "Tested elsewhere." });
        var tested = await TestedAsync();

        Assert.Equal((RunbookState.Done, false), (tested.State, tested.IsTicked));
    }

    [Fact]
    public async Task TestOfTheEndpoint_TicksItsStep_UntilTheAddressIsAnother()
    {
        var tested = await TestedAsync();

        Assert.Equal((RunbookState.Done, "The Administrator"), (tested.State, tested.By));
        Assert.NotNull(tested.CheckId);
        Assert.Equal(RunbookState.Open, (await StepAsync(RunbookStep.TestDestination)).State);
        var source = (await _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}").ReadAsync<ProjectInfo>()).SourceId;
        await _client.SendAsync(HttpMethod.Put, $"endpoints/{source}", Moves.Source(_project.CustomerId, "imaps://elsewhere.example")).ReadAsync<EndpointInfo>();
        Assert.Equal((RunbookState.Open, null), ((await StepAsync(RunbookStep.TestSource)).State, (await StepAsync(RunbookStep.TestSource)).CheckId));
    }

    [Fact]
    public async Task CutOverCheckThatFailed_SpeaksAgainstAPerson_AndOneThatIsRightTicks()
    {
        var byHand = await TickAsync(RunbookStep.CutOver, new RunbookTickDraft());
        await CheckedAsync(TestOutcome.Failed);
        var failed = await StepAsync(RunbookStep.CutOver);
        await SendAsync(RunbookStep.CutOver, new RunbookTickDraft()).AssertRefusedAsync(HttpStatusCode.Conflict, "runbook/fact");
        await CheckedAsync(TestOutcome.Warning, new TestStep("Caches", TimeSpan.Zero, TestOutcome.Warning, "192.0.2.53 still has MX old.example.", "Wait."));
        var behind = await StepAsync(RunbookStep.CutOver);
        await CheckedAsync(TestOutcome.Warning, new TestStep("Time to live", TimeSpan.Zero, TestOutcome.Warning, "MX lives long.", "Lower it."));
        var right = await StepAsync(RunbookStep.CutOver);

        Assert.Equal((RunbookState.Begun, "Nothing failed, but not everybody has the new values yet. Look again."), (behind.State, behind.Note));
        Assert.Equal((RunbookState.Done, true), (byHand.State, byHand.IsTicked));
        Assert.Equal((RunbookState.Begun, false, "One step failed."), (failed.State, failed.IsTicked, failed.Note));
        Assert.Equal((RunbookState.Done, false, "Everything works, one warning."), (right.State, right.IsTicked, right.Note));
    }

    [Fact]
    public async Task StepThatThisServerHasNoUseFor_IsNotThere()
    {
        await SendAsync(RunbookStep.Licences, new RunbookTickDraft()).AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
        using var unheard = await _client.SendAsync(HttpMethod.Put, $"projects/{_project.Id}/runbook/celebrate", new RunbookTickDraft());
        Assert.Equal(HttpStatusCode.BadRequest, unheard.StatusCode);
    }

    private async Task<RunbookStepInfo> TestedAsync()
    {
        await using var server = ScriptedImapServer.Play("");
        var source = await _client.AddAsync(Moves.Source(_project.CustomerId, $"imap://127.0.0.1:{server.Port}"));
        await _client.SendAsync(HttpMethod.Put, $"projects/{_project.Id}", new ProjectDraft { CustomerId = _project.CustomerId, Name = "Move", Region = "here", SourceId = source.Id }).ReadAsync<ProjectInfo>();
        await _client.SendAsync(HttpMethod.Post, $"endpoints/{source.Id}/test", new EndpointTestDraft { ProjectId = _project.Id }).ReadAsync<EndpointTestInfo>();
        return await StepAsync(RunbookStep.TestSource);
    }

    private async Task CheckedAsync(TestOutcome verdict, params TestStep[] steps)
    {
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(_workgroup));
        rows.Add(new CheckRun
        {
            Kind = CheckKind.CutOver, ProjectId = _project.Id, Subject = "new.example", Started = _world.Time.GetUtcNow(), Finished = _world.Time.GetUtcNow(), Verdict = verdict, Version = "1",
            Steps = CheckSteps.Write([new TestStep("MX", TimeSpan.Zero, TestOutcome.Ok, "new.example", ""), .. steps]),
            Headline = verdict == TestOutcome.Failed ? "One step failed" : "Everything works, one warning",
        });
        await rows.SaveChangesAsync(Cancel);
    }

    private async Task<RunbookStepInfo> StepAsync(RunbookStep step) =>
        (await _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}/runbook").ReadAsync<IReadOnlyList<RunbookStepInfo>>()).Single(known => known.Step == step);

    private Task<RunbookStepInfo> TickAsync(RunbookStep step, RunbookTickDraft draft) => SendAsync(step, draft).ReadAsync<RunbookStepInfo>();

    private Task<HttpResponseMessage> SendAsync(RunbookStep step, RunbookTickDraft draft) => _client.SendAsync(HttpMethod.Put, Path(step), draft);

    private string Path(RunbookStep step) => $"projects/{_project.Id}/runbook/{step}";
}
