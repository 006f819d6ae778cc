using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.Client.Statistics;
using Turnstone.Engine.Reporting;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Notices;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Xunit;
using PassState = Turnstone.Storage.Passes.PassState;
using StoredKind = Turnstone.Engine.Planning.PassKind;

namespace Turnstone.Tests.Server;

/// <summary>What passes say of their mailboxes, and keep from being done with them, on any database.</summary>
public abstract class MailboxPassConformance : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private Guid _workgroup;
    private ProjectInfo _project = null!;
    private Dictionary<string, Guid> _ids = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The connection string of a database of its own; null for the embedded one.</summary>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(postgres: await DatabaseAsync());
        _workgroup = await _world.AddWorkgroupAsync();
        _client = await _world.SignedInAsync(_workgroup);
        var customer = await _client.AddCustomerAsync();
        var (source, destination) = (await _client.AddAsync(Moves.Source(customer)), await _client.AddAsync(Moves.Destination(customer)));
        _project = await _client.AddAsync(new ProjectDraft { CustomerId = customer, Name = "Move", Region = "here", SourceId = source.Id, DestinationId = destination.Id });
        _ids = [];
        foreach (var name in new[] { "anna", "bert", "carl", "dora" })
        {
            _ids[name] = (await _client.AddAsync(_project.Id, Moves.Mailbox(name))).Id;
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);

        // Null where there is no server to be had, and the test is skipped.
        if (_world is not null)
        {
            await _world.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(PassState.Submitted)]
    [InlineData(PassState.Queued)]
    [InlineData(PassState.WaitingForUser)]
    [InlineData(PassState.Migrating)]
    [InlineData(PassState.Stopping)]
    public async Task MailboxWithAPassUnderWay_StaysInItsProject(PassState state)
    {
        await AddPassAsync("bert", StoredKind.Full, state);
        var target = await _client.AddAsync(new ProjectDraft { CustomerId = _project.CustomerId, Name = "Second", Region = "here" });

        var refused = await _client.SendAsync(HttpMethod.Delete, $"mailboxes/{_ids["bert"]}").AssertRefusedAsync(HttpStatusCode.Conflict, "pass/under-way");
        await Bulk("delete", new MailboxSelection { Filter = new MailboxFilter() }).AssertRefusedAsync(HttpStatusCode.Conflict, "pass/under-way");
        await Bulk("move", new MoveDraft { Filter = new MailboxFilter(), ProjectId = target.Id }).AssertRefusedAsync(HttpStatusCode.Conflict, "pass/under-way");

        Assert.Contains("bert@old.example", (string?)refused["detail"], StringComparison.Ordinal);
        Assert.Equal(4, (await ListAsync("")).Count);
        await Bulk("move", new MoveDraft { Ids = [_ids["anna"]], ProjectId = target.Id }).ReadAsync<BulkInfo>();
    }

    [Fact]
    public async Task MailboxWhosePassesAreOver_IsRemoved_WithAllTheyCameTo()
    {
        var kept = await AddPassAsync("dora", StoredKind.Full, PassState.Completed);
        await AddPassAsync("anna", StoredKind.Full, PassState.CompletedWithErrors);
        await AddPassAsync("anna", StoredKind.Retry, PassState.Stopped, minute: 1);
        await AddPassAsync("bert", StoredKind.Full, PassState.CompletedWithErrors);

        Assert.Equal(HttpStatusCode.NoContent, (await _client.SendAsync(HttpMethod.Delete, $"mailboxes/{_ids["anna"]}")).StatusCode);
        Assert.Equal(1, (await Bulk("delete", new MailboxSelection { Filter = new MailboxFilter { State = LatestPassState.CompletedWithErrors } }).ReadAsync<BulkInfo>()).Count);

        Assert.Equal(["carl", "dora"], await ListAsync(""));
        await using var rows = _world.Rows();
        Assert.Equal(kept, Assert.Single(await rows.Passes.ToListAsync(Cancel)).Id);
        Assert.Equal(kept, Assert.Single(await rows.ItemErrors.ToListAsync(Cancel)).PassId);
        Assert.Equal(kept, Assert.Single(await rows.PassFolders.ToListAsync(Cancel)).PassId);
        Assert.Equal(kept, Assert.Single(await rows.PassNotices.ToListAsync(Cancel)).PassId);
    }

    [Fact]
    public async Task LicenceThatAPassUsed_StaysThePersons_WhenTheMailboxGoes()
    {
        var now = _world.Time.GetUtcNow();
        var user = new CustomerUser { CustomerId = _project.CustomerId, Address = "anna@new.example", Created = now };
        var pack = new LicencePack { Label = "Bought", Purchased = 1, Applied = 1, Created = now, Expires = now.AddYears(1) };
        var licence = new Licence { PackId = pack.Id, CustomerUserId = user.Id, Address = user.Address, Applied = now, Expires = pack.Expires, Used = now };
        await using (var rows = Plane().Open(new PlaneScope.Of(_workgroup)))
        {
            rows.AddRange(user, pack, licence);
            await rows.SaveChangesAsync(Cancel);
        }

        await AddPassAsync("anna", StoredKind.Full, PassState.Completed, licence: licence.Id);
        await _client.SendAsync(HttpMethod.Delete, $"mailboxes/{_ids["anna"]}");

        await using var after = _world.Rows();
        Assert.False(await after.Mailboxes.AnyAsync(row => row.Id == _ids["anna"], Cancel));
        var left = await after.Licences.SingleAsync(Cancel);
        Assert.Equal((user.Id, now), (left.CustomerUserId, left.Used));
    }

    [Fact]
    public async Task MailboxThatMoves_TakesWhatItHasBehindItAlong()
    {
        await AddPassAsync("anna", StoredKind.Full, PassState.Completed);
        var target = await _client.AddAsync(new ProjectDraft { CustomerId = _project.CustomerId, Name = "Second", Region = "here" });

        await Bulk("move", new MoveDraft { Filter = new MailboxFilter { State = LatestPassState.Completed }, ProjectId = target.Id }).ReadAsync<BulkInfo>();

        Assert.Equal(1, Assert.Single(await _client.SendAsync(HttpMethod.Get, $"projects/{target.Id}/statistics").ReadAsync<IReadOnlyList<MailboxStatistics>>()).Passes);
    }

    [Fact]
    public async Task Lists_TellTheLatestPass_AndAreNarrowedByIt()
    {
        await AddPassAsync("anna", StoredKind.Full, PassState.Failed);
        var latest = await AddPassAsync("anna", StoredKind.Retry, PassState.Completed, minute: 5);
        await AddPassAsync("bert", StoredKind.Full, PassState.Completed);
        await AddPassAsync("carl", StoredKind.Trial, PassState.Queued);

        var anna = (await PageAsync("?search=anna")).Items[0].LatestPass!;
        Assert.Equal((latest, PassKind.Retry, Turnstone.Client.Passes.PassState.Completed), (anna.Id, anna.Kind, anna.State));
        Assert.Equal(_world.Time.GetUtcNow().AddMinutes(5), anna.Submitted);
        Assert.Equal(anna, (await _client.SendAsync(HttpMethod.Get, $"mailboxes/{_ids["anna"]}").ReadAsync<MailboxInfo>()).LatestPass);
        Assert.Null((await PageAsync("?search=dora")).Items[0].LatestPass);
        Assert.Equal(["anna", "bert"], await ListAsync("?state=completed"));
        Assert.Equal(["dora"], await ListAsync("?state=none"));
        Assert.Empty(await ListAsync("?state=failed"));
        Assert.Equal(["bert"], await ListAsync("?state=completed&kind=full"));
        Assert.Equal(["carl"], await ListAsync("?kind=trial&take=1"));
        Assert.Empty(await ListAsync("?state=none&kind=full"));
    }

    [Fact]
    public async Task Lists_TellHowFarTheLatestPassIs_AndTheErrorsOfTheLastThatMovesMail()
    {
        await AddPassAsync("anna", StoredKind.Full, PassState.CompletedWithErrors, with: pass => pass.Errors = 3);
        await AddPassAsync("anna", StoredKind.Verify, PassState.Failed, minute: 5, with: pass => (pass.FailureCode, pass.FailureMessage) = ("source/sign-in", "Refused."));
        await AddPassAsync("bert", StoredKind.Full, PassState.Migrating, with: pass => (pass.ItemsTotal, pass.ItemsDone, pass.Errors, pass.ItemsPerSecond) = (200, 50, 1, 12.5));

        var (anna, bert) = ((await PageAsync("?search=anna")).Items[0], (await PageAsync("?search=bert")).Items[0]);

        Assert.Equal((3, "source/sign-in", "Refused."), (anna.ItemErrors, anna.LatestPass!.Failure!.Code, anna.LatestPass.Failure.Message));
        var progress = bert.LatestPass!.Progress;
        Assert.Equal((1, 200, 50, 12.5), (bert.ItemErrors, progress.ItemsTotal, progress.ItemsDone, progress.ItemsPerSecond));
        Assert.Equal(0, (await PageAsync("?search=carl")).Items[0].ItemErrors);
    }

    [Fact]
    public async Task Counts_SayHowManyStandWhere()
    {
        await AddPassAsync("anna", StoredKind.Verify, PassState.Completed);
        await AddPassAsync("anna", StoredKind.Full, PassState.Failed, minute: 5);
        await AddPassAsync("bert", StoredKind.Verify, PassState.Completed);
        await AddPassAsync("bert", StoredKind.Verify, PassState.Completed, minute: 5);
        await AddPassAsync("carl", StoredKind.Full, PassState.CompletedWithErrors);

        var counts = await _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}/mailboxes/counts").ReadAsync<MailboxCountsInfo>();

        Assert.Equal(4, counts.Mailboxes);
        Assert.Equal([new(LatestPassState.None, 1), new(LatestPassState.Completed, 1), new(LatestPassState.CompletedWithErrors, 1), new(LatestPassState.Failed, 1)], counts.States);
        Assert.Equal([new(PassKind.Verify, 2), new(PassKind.Full, 1)], counts.Completed);
    }

    [Fact]
    public async Task Runbook_IsTickedByWhatHappened()
    {
        await AddPassAsync("anna", StoredKind.Verify, PassState.Completed);
        await AddPassAsync("bert", StoredKind.Full, PassState.CompletedWithErrors);

        var steps = (await _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}/runbook").ReadAsync<IReadOnlyList<RunbookStepInfo>>()).ToDictionary(step => step.Step);

        Assert.Equal((RunbookState.Done, 2, 2), (steps[RunbookStep.Endpoints].State, steps[RunbookStep.Endpoints].Done, steps[RunbookStep.Endpoints].Of));
        Assert.Equal((RunbookState.Done, 4), (steps[RunbookStep.Mailboxes].State, steps[RunbookStep.Mailboxes].Done));
        Assert.Equal((RunbookState.Begun, 1, 4), (steps[RunbookStep.Verify].State, steps[RunbookStep.Verify].Done, steps[RunbookStep.Verify].Of));
        Assert.Equal((RunbookState.Begun, 1), (steps[RunbookStep.Retry].State, steps[RunbookStep.Retry].Of));
        Assert.Equal(RunbookState.Open, steps[RunbookStep.Trial].State);
        Assert.Equal(RunbookState.Open, steps[RunbookStep.Statistics].State);
        Assert.Equal((RunbookState.Open, RunbookProof.Either), (steps[RunbookStep.CutOver].State, steps[RunbookStep.CutOver].Proof));
        Assert.Equal((RunbookState.Open, RunbookProof.Person), (steps[RunbookStep.Outlook].State, steps[RunbookStep.Outlook].Proof));
        Assert.Equal(Enum.GetValues<RunbookStep>().Except([RunbookStep.Licences]), steps.Keys);
    }

    [Fact]
    public async Task HandOver_IsReadFromAnyDatabase()
    {
        await AddPassAsync("anna", StoredKind.Full, PassState.CompletedWithErrors);

        using var answer = await _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}/hand-over");

        Assert.Contains("1 mailbox has items that failed", await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_AreInTheOrderThatIsAskedFor()
    {
        await AddPassAsync("carl", StoredKind.Full, PassState.Failed);
        await AddPassAsync("bert", StoredKind.Full, PassState.Failed, minute: 5);
        await Bulk("star", new StarDraft { Ids = [_ids["dora"]], Star = 2 }).ReadAsync<BulkInfo>();

        Assert.Equal(["anna", "bert", "carl", "dora"], await ListAsync(""));
        Assert.Equal(["dora", "carl", "bert", "anna"], await ListAsync("?descending=true"));
        Assert.Equal(["dora", "carl", "bert", "anna"], await ListAsync("?sort=destination&descending=true"));
        Assert.Equal(["anna", "bert", "carl", "dora"], await ListAsync("?sort=star"));
        Assert.Equal(["dora", "anna", "bert", "carl"], await ListAsync("?sort=star&descending=true"));
        Assert.Equal(["anna", "dora", "carl", "bert"], await ListAsync("?sort=submitted"));
        Assert.Equal(["bert", "carl", "anna", "dora"], await ListAsync("?sort=submitted&descending=true"));
    }

    [Fact]
    public async Task WhatIsDoneWithMany_AndSubmissions_ChooseByTheLatestPass()
    {
        await AddPassAsync("anna", StoredKind.Full, PassState.CompletedWithErrors);
        await AddPassAsync("bert", StoredKind.Full, PassState.Completed);

        Assert.Equal(2, (await Bulk("star", new StarDraft { Filter = new MailboxFilter { State = LatestPassState.None }, Star = 2 }).ReadAsync<BulkInfo>()).Count);
        Assert.Equal(["carl", "dora"], await ListAsync("?star=2"));
        var retried = await SubmitAsync(new PassDraft { Kind = PassKind.Retry, Filter = new MailboxFilter { State = LatestPassState.CompletedWithErrors } }).ReadAsync<Submission>();
        var first = await SubmitAsync(new PassDraft { Kind = PassKind.Verify, Filter = new MailboxFilter { State = LatestPassState.None, Star = 2 } }).ReadAsync<Submission>();

        Assert.Equal((1, 0), (retried.Submitted, retried.Refused.Count));
        Assert.Equal((2, 0), (first.Submitted, first.Refused.Count));
        Assert.Equal(["anna", "carl", "dora"], await ListAsync("?state=queued"));
        await SubmitAsync(new PassDraft { Kind = PassKind.Verify, Mailboxes = [_ids["bert"]], Filter = new MailboxFilter() }).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/selection");
    }

    [Fact]
    public async Task SubmittingAndRemovingAtOnce_EndsWithTheOneOrTheOther()
    {
        for (var round = 0; round < 8; round++)
        {
            var mailbox = (await _client.AddAsync(_project.Id, Moves.Mailbox($"round{round}"))).Id;
            var submitting = SubmitAsync(new PassDraft { Kind = PassKind.Verify, Mailboxes = [mailbox] }).ReadAsync<Submission>();
            using var removed = await (round % 2 == 0 ? _client.SendAsync(HttpMethod.Delete, $"mailboxes/{mailbox}") : Bulk("delete", new MailboxSelection { Ids = [mailbox] }));
            var submitted = (await submitting).Submitted == 1;

            Assert.Equal(submitted ? HttpStatusCode.Conflict : round % 2 == 0 ? HttpStatusCode.NoContent : HttpStatusCode.OK, removed.StatusCode);
        }
    }

    private PlaneDatabase Plane() => _world.Services.GetRequiredService<PlaneDatabase>();

    private async Task<Guid> AddPassAsync(string name, StoredKind kind, PassState state, int minute = 0, Guid? licence = null, Action<MailboxPass>? with = null)
    {
        var now = _world.Time.GetUtcNow().AddMinutes(minute);
        var pass = new MailboxPass
        {
            MailboxId = _ids[name], ProjectId = _project.Id, Mailbox = $"{name}@old.example", Kind = kind, SubmittedBy = Guid.Empty, Submitted = now, Due = now,
            State = state, IsOver = state >= PassState.Stopped, LicenceId = licence,
        };
        with?.Invoke(pass);
        await using var rows = Plane().Open(new PlaneScope.Of(_workgroup));
        rows.AddRange(
            pass,
            new ItemError { PassId = pass.Id, Folder = "INBOX", Uid = 1, Outcome = ItemOutcome.Failed, Message = "", Remedy = "", Bytes = 0 },
            new PassFolder { PassId = pass.Id, Position = 0, Source = "INBOX", Found = 1, Copied = 0, AlreadyThere = 0, Skipped = 0, Failed = 1, BytesCopied = 0 },
            new PassNotice { PassId = pass.Id, ProjectId = _project.Id, IsSuccess = true, Created = now });
        await rows.SaveChangesAsync(Cancel);
        return pass.Id;
    }

    private Task<HttpResponseMessage> SubmitAsync(PassDraft draft) => _client.SendAsync(HttpMethod.Post, $"projects/{_project.Id}/passes", draft);

    private Task<HttpResponseMessage> Bulk(string action, MailboxSelection draft) => _client.SendAsync(HttpMethod.Post, $"projects/{_project.Id}/mailboxes/{action}", draft);

    private Task<Paged<MailboxInfo>> PageAsync(string query) => _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}/mailboxes{query}").ReadAsync<Paged<MailboxInfo>>();

    private async Task<IReadOnlyList<string>> ListAsync(string query)
    {
        var page = await PageAsync(query);
        Assert.Equal(page.Total, page.Items.Count);
        return [.. page.Items.Select(item => item.SourceAddress.Split('@')[0])];
    }
}
