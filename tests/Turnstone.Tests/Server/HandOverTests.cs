using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Projects;
using Turnstone.Engine.Reporting;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Imap;
using Xunit;
using StoredKind = Turnstone.Engine.Planning.PassKind;

namespace Turnstone.Tests.Server;

/// <summary>What whoever takes a project over reads of it.</summary>
public sealed class HandOverTests : IAsyncLifetime
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
        var customer = await _client.AddCustomerAsync();
        var destination = await _client.AddAsync(Moves.Destination(customer) with { Name = "New <b>server</b>" });
        _project = await _client.AddAsync(new ProjectDraft { CustomerId = customer, Name = "Move & more", Region = "here", DestinationId = destination.Id });
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task OpenPointsComeFirst_WithPreparationsThatAreStillInPlace()
    {
        await TickAsync(RunbookStep.PrepareDestination, new RunbookTickDraft());
        await TickAsync(RunbookStep.PreStage, new RunbookTickDraft { IsDone = false, Note = "Too little mail." });

        var report = await ReadAsync();

        var (points, steps) = (report.IndexOf("id=\"open\"", StringComparison.Ordinal), report.IndexOf("id=\"steps\"", StringComparison.Ordinal));
        Assert.InRange(report.IndexOf("Preparations are still in place", StringComparison.Ordinal), points, steps);
        Assert.InRange(report.IndexOf("Choose the endpoints: 1 of 2", StringComparison.Ordinal), points, steps);
        Assert.DoesNotContain("Pre-stage: ", report, StringComparison.Ordinal);
        Assert.True(report.IndexOf("Too little mail.", StringComparison.Ordinal) > steps);

        await TickAsync(RunbookStep.UndoPreparations, new RunbookTickDraft());
        Assert.DoesNotContain("Preparations are still in place", await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailboxesHaveTheirSums_AndWhatFailedItsReasons()
    {
        var (anna, bert) = (await _client.AddAsync(_project.Id, Moves.Mailbox("anna")), await _client.AddAsync(_project.Id, Moves.Mailbox("bert")));
        await AddPassAsync(anna.Id, "anna@old.example", PassState.CompletedWithErrors, pass => (pass.Copied, pass.AlreadyThere, pass.Skipped, pass.Errors) = (1_200, 34, 56, 2), errors: 2);
        await AddPassAsync(bert.Id, "bert@old.example", PassState.Failed, pass => pass.FailureMessage = "The source refused the password.");

        var report = await ReadAsync();

        Assert.Contains("1 mailbox failed", report, StringComparison.Ordinal);
        Assert.Contains("1 mailbox has items that failed", report, StringComparison.Ordinal);
        Assert.Contains("2 items <code>destination/item-too-large</code>", report, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">1,234</td><td class=\"n\">56</td><td class=\"n\">2</td>", report, StringComparison.Ordinal);
        Assert.Contains("The source refused the password.", report, StringComparison.Ordinal);
        Assert.Contains("56 items were left at the source", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastChecksAreInIt_AndNoSecretIs_WhateverPeopleCallThings()
    {
        await using var server = ScriptedImapServer.Play("");
        var source = await _client.AddAsync(Moves.Source(_project.CustomerId, $"imap://127.0.0.1:{server.Port}"));
        await _client.SendAsync(HttpMethod.Put, $"projects/{_project.Id}", new ProjectDraft { CustomerId = _project.CustomerId, Name = "Move & more", Region = "here", SourceId = source.Id, DestinationId = _project.DestinationId }).ReadAsync<ProjectInfo>();
        await _client.SendAsync(HttpMethod.Post, $"endpoints/{source.Id}/test", new EndpointTestDraft { Mailbox = "anna@old.example", Secret = "s3cret-of-anna" }).ReadAsync<EndpointTestInfo>();

        var report = await ReadAsync();

        Assert.Contains("<h2>IMAP connectivity test: ", report, StringComparison.Ordinal);
        Assert.Contains("Move &amp; more", report, StringComparison.Ordinal);
        Assert.Contains("New &lt;b&gt;server&lt;/b&gt;", report, StringComparison.Ordinal);
        Assert.Contains("Signed in to as mover@new.example", report, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-of-anna", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Winter-2026", report, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", report, StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync()
    {
        using var answer = await _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}/hand-over");
        Assert.Equal("attachment", answer.EnsureSuccessStatusCode().Content.Headers.ContentDisposition?.DispositionType);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private Task<RunbookStepInfo> TickAsync(RunbookStep step, RunbookTickDraft draft) => _client.SendAsync(HttpMethod.Put, $"projects/{_project.Id}/runbook/{step}", draft).ReadAsync<RunbookStepInfo>();

    private async Task AddPassAsync(Guid mailbox, string address, PassState state, Action<MailboxPass> fill, int errors = 0)
    {
        var now = _world.Time.GetUtcNow();
        var pass = new MailboxPass { MailboxId = mailbox, ProjectId = _project.Id, Mailbox = address, Kind = StoredKind.Full, SubmittedBy = Guid.Empty, Submitted = now, Due = now, State = state, IsOver = true, Finished = now };
        fill(pass);
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(_workgroup));
        rows.Add(pass);
        rows.AddRange(Enumerable.Range(1, errors).Select(uid => new ItemError
        {
            PassId = pass.Id, Folder = "INBOX", Uid = uid, Outcome = ItemOutcome.Failed, Code = "destination/item-too-large", Message = "The item is larger than the server takes.", Remedy = "Raise the limit.", Bytes = 1,
        }));
        await rows.SaveChangesAsync(Cancel);
    }
}
