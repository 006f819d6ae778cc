using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>What is done with many mailboxes at once, chosen by id or by what they are like.</summary>
public sealed class MailboxBulkTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private ProjectInfo _project = null!;
    private Dictionary<string, Guid> _ids = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        _project = await _client.AddProjectAsync();
        _ids = [];
        foreach (var name in new[] { "anna", "bert", "carl" })
        {
            var draft = Moves.Mailbox(name) with { SourceLogin = name, SourceSecret = "s", DestinationLogin = name, DestinationSecret = "d" };
            _ids[name] = (await _client.AddAsync(_project.Id, draft)).Id;
        }
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Stars_AreGivenById_AndTakenByFilter()
    {
        Assert.Equal(2, await Do("star", new StarDraft { Ids = [_ids["anna"], _ids["bert"]], Star = 4 }));
        Assert.Equal([4, 4, null], (await List()).Select(item => item.Star));

        Assert.Equal(1, await Do("star", new StarDraft { Filter = new MailboxFilter { Star = 4, Search = "BERT" }, Star = null }));
        Assert.Equal([4, null, null], (await List()).Select(item => item.Star));
    }

    [Fact]
    public async Task Deleting_TakesTheChosenAlone()
    {
        Assert.Equal(1, await Do("delete", new MailboxSelection { Filter = new MailboxFilter { Search = "carl" } }));
        Assert.Equal(["anna@old.example", "bert@old.example"], (await List()).Select(item => item.SourceAddress));
        Assert.Equal(2, await Do("delete", new MailboxSelection { Filter = new MailboxFilter() }));
        Assert.Empty(await List());
    }

    [Fact]
    public async Task Credentials_AreForgottenOnTheSideThatWasNamed()
    {
        Assert.Equal(1, await Do("clear-credentials", new ClearCredentialsDraft { Ids = [_ids["anna"]], Source = true }));
        Assert.Equal(3, await Do("clear-credentials", new ClearCredentialsDraft { Filter = new MailboxFilter(), Destination = true }));

        var mailboxes = await List();
        Assert.Equal([(null, false), ("bert", true), ("carl", true)], mailboxes.Select(item => (item.SourceLogin, item.HasSourceSecret)));
        Assert.All(mailboxes, item => Assert.Equal((null, false), (item.DestinationLogin, item.HasDestinationSecret)));
        await _client.SendAsync(HttpMethod.Post, Path("clear-credentials"), new ClearCredentialsDraft { Filter = new MailboxFilter() })
            .AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/selection");
    }

    [Fact]
    public async Task SupportOptions_AreSet_AndCheckedBefore()
    {
        Assert.Equal(3, await Do("options", new MailboxOptionsDraft { Filter = new MailboxFilter(), SupportOptions = "FolderLimit=5" }));
        Assert.All(await List(), item => Assert.Equal("FolderLimit=5", item.SupportOptions));
        await _client.SendAsync(HttpMethod.Post, Path("options"), new MailboxOptionsDraft { Filter = new MailboxFilter(), SupportOptions = "Unheard=1" })
            .AssertRefusedAsync(HttpStatusCode.Conflict, "options/unconfirmed");
    }

    [Fact]
    public async Task Moving_TakesEverythingAlong_WithinTheCustomer()
    {
        var target = await _client.AddAsync(new ProjectDraft { CustomerId = _project.CustomerId, Name = "Second", Region = "here" });
        var foreign = await _client.AddProjectAsync("Foreign", "foreign.example");

        await _client.SendAsync(HttpMethod.Post, Path("move"), new MoveDraft { Filter = new MailboxFilter(), ProjectId = foreign.Id }).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/wrong");
        Assert.Equal(1, await Do("move", new MoveDraft { Ids = [_ids["anna"]], ProjectId = target.Id }));

        var moved = await _client.SendAsync(HttpMethod.Get, $"mailboxes/{_ids["anna"]}").ReadAsync<MailboxInfo>();
        Assert.Equal((target.Id, true), (moved.ProjectId, moved.HasSourceSecret));
        Assert.Equal(2, (await List()).Count);
    }

    [Fact]
    public async Task MovingWhatIsThereAlready_IsRefused_AndNothingMoves()
    {
        var target = await _client.AddAsync(new ProjectDraft { CustomerId = _project.CustomerId, Name = "Second", Region = "here" });
        await _client.AddAsync(target.Id, Moves.Mailbox("BERT"));

        await _client.SendAsync(HttpMethod.Post, Path("move"), new MoveDraft { Filter = new MailboxFilter(), ProjectId = target.Id }).AssertRefusedAsync(HttpStatusCode.Conflict, "mailbox/taken");

        Assert.Equal(3, (await List()).Count);
    }

    [Fact]
    public async Task IdOfAnotherProject_OrNothingChosen_ChangesNothing()
    {
        var other = await _client.AddProjectAsync("Other", "other.example");
        var theirs = await _client.AddAsync(other.Id, Moves.Mailbox("dora"));

        await _client.SendAsync(HttpMethod.Post, Path("delete"), new MailboxSelection { Ids = [_ids["anna"], theirs.Id] }).AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
        await _client.SendAsync(HttpMethod.Post, Path("delete"), new MailboxSelection()).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/selection");
        await _client.SendAsync(HttpMethod.Post, Path("delete"), new MailboxSelection { Ids = [_ids["anna"]], Filter = new MailboxFilter() }).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/selection");

        Assert.Equal(3, (await List()).Count);
    }

    [Fact]
    public async Task WhatWasDone_IsOneLineInTheLog()
    {
        await Do("star", new StarDraft { Filter = new MailboxFilter(), Star = 1 });

        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        var line = await rows.Actions.SingleAsync(line => line.Action == "mailboxes changed", Cancel);
        Assert.Equal(("Move", "3: star 1"), (line.Subject, line.Details));
    }

    private string Path(string action) => $"projects/{_project.Id}/mailboxes/{action}";

    private async Task<int> Do(string action, MailboxSelection draft) => (await _client.SendAsync(HttpMethod.Post, Path(action), draft).ReadAsync<BulkInfo>()).Count;

    private async Task<IReadOnlyList<MailboxInfo>> List() => (await _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}/mailboxes").ReadAsync<Paged<MailboxInfo>>()).Items;
}
