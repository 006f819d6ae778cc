using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class ProjectTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private HttpClient _client = null!;
    private Guid _customer;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync();
        _client = await _world.SignedInAsync(_workgroup);
        _customer = await _client.AddCustomerAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Project_IsAdded_Changed_PutAway_AndBroughtBack()
    {
        var source = await _client.AddAsync(Moves.Source(_customer));
        var added = await _client.AddAsync(Draft() with
        {
            SourceId = source.Id, MostAtOnce = 15, FolderFilter = "^Junk$", SuccessAddresses = ["ops@msp.example"], FailureAddresses = ["ops@msp.example", "boss@msp.example"],
            NewerThan = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)), SupportOptions = "FolderMapping=\"^INBOX/->\"", MostMegabits = 20, KeepsSubjects = true, PurgeDays = 30,
        });
        await _client.AddAsync(added.Id, Moves.Mailbox("anna"));
        var path = $"projects/{added.Id}";
        var changed = await _client.SendAsync(HttpMethod.Put, path, Draft() with { Name = "Moved", MostAtOnce = 50 }).ReadAsync<ProjectInfo>();
        await _client.SendAsync(HttpMethod.Post, $"{path}/archive").ReadAsync<ProjectInfo>();

        Assert.Equal((15, 1000, 10), (added.MostAtOnce, added.MostErrors, added.MostPasses));
        Assert.Equal(["ops@msp.example", "boss@msp.example"], added.FailureAddresses);
        Assert.Equal(new DateTimeOffset(2019, 12, 31, 23, 0, 0, TimeSpan.Zero), added.NewerThan);
        Assert.Equal(("Moved", 50, null, 1), (changed.Name, changed.MostAtOnce, changed.SourceId, changed.Mailboxes));
        Assert.Empty((await List("")).Items);
        Assert.Equal("Moved", Assert.Single((await List("?archived=true&search=mOVE")).Items).Name);
        Assert.Null((await _client.SendAsync(HttpMethod.Post, $"{path}/restore").ReadAsync<ProjectInfo>()).Archived);
    }

    [Fact]
    public async Task Clone_HasEverySetting_AndNoMailbox()
    {
        var added = await _client.AddAsync(Draft() with
        {
            SourceId = (await _client.AddAsync(Moves.Source(_customer))).Id, DestinationId = (await _client.AddAsync(Moves.Destination(_customer))).Id, MostAtOnce = 7, MostErrors = 8,
            MostPasses = 9, FolderFilter = "^Junk$", NewerThan = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), OlderThan = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
            SupportOptions = "FolderLimit=5", MostMegabits = 2.5, SuccessAddresses = ["a@msp.example"], FailureAddresses = ["b@msp.example"], KeepsSubjects = true, PurgeDays = 30,
        });
        await _client.AddAsync(added.Id, Moves.Mailbox("anna"));

        var clone = await _client.SendAsync(HttpMethod.Post, $"projects/{added.Id}/clone", new ProjectCloneDraft { Name = "Second" }).ReadAsync<ProjectInfo>();

        Assert.NotEqual(added.Id, clone.Id);
        var alike = clone with { Id = added.Id, Name = added.Name, SuccessAddresses = added.SuccessAddresses, FailureAddresses = added.FailureAddresses };
        Assert.Equal(added with { Mailboxes = 0 }, alike);
        Assert.Equal(added.FailureAddresses, clone.FailureAddresses);
    }

    [Fact]
    public async Task NameOfAnotherProject_IsRefused_AndNothingIsSaved()
    {
        await _client.AddAsync(Draft());
        var other = await _client.AddAsync(Draft() with { Name = "Other" });

        await _client.SendAsync(HttpMethod.Post, "projects", Draft() with { Name = " mOVE " }).AssertRefusedAsync(HttpStatusCode.Conflict, "project/name-taken");
        await _client.SendAsync(HttpMethod.Put, $"projects/{other.Id}", Draft()).AssertRefusedAsync(HttpStatusCode.Conflict, "project/name-taken");
        await _client.SendAsync(HttpMethod.Post, $"projects/{other.Id}/clone", new ProjectCloneDraft { Name = "MOVE" }).AssertRefusedAsync(HttpStatusCode.Conflict, "project/name-taken");

        Assert.Equal(["Move", "Other"], (await List("")).Items.Select(item => item.Name));
    }

    [Theory]
    [InlineData("{\"customerId\":\"CUSTOMER\",\"name\":\"Move\"}")]
    [InlineData("{\"customerId\":\"CUSTOMER\",\"name\":\"Move\",\"region\":null}")]
    [InlineData("{\"customerId\":\"CUSTOMER\",\"name\":\"Move\",\"region\":\" \"}")]
    public async Task RegionLeftBlank_IsSaidSoInTheseWords(string json)
    {
        using var body = new StringContent(json.Replace("CUSTOMER", $"{_customer}", StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync("projects", body, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This field cannot be left blank.", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Empty((await List("")).Items);
    }

    [Fact]
    public async Task EndpointOfAnotherCustomerOrKind_IsRefused()
    {
        var other = await _client.AddCustomerAsync("other.example");
        var theirs = await _client.AddAsync(Moves.Source(other));
        var exchange = await _client.AddAsync(Moves.Destination(_customer));

        await Refused("sourceId", Draft() with { SourceId = theirs.Id });
        await Refused("sourceId", Draft() with { SourceId = exchange.Id });
        await Refused("sourceId", Draft() with { SourceId = Guid.NewGuid() });
        await Refused("destinationId", Draft() with { DestinationId = theirs.Id });
    }

    [Fact]
    public async Task WhatCouldNotBeRun_IsRefused_WithTheField()
    {
        await Refused("folderFilter", Draft() with { FolderFilter = "(" });
        await Refused("newerThan", Draft() with { NewerThan = _world.Time.GetUtcNow(), OlderThan = _world.Time.GetUtcNow().AddDays(-1) });
        await Refused("successAddresses", Draft() with { SuccessAddresses = ["nobody"] });
        using var many = await _client.SendAsync(HttpMethod.Post, "projects", Draft() with { MostAtOnce = 1001 });
        Assert.Equal(HttpStatusCode.BadRequest, many.StatusCode);
    }

    [Fact]
    public async Task SupportOptions_AreKeptWhenUnderstood_AskedAboutWhenUnknown_AndNeverKeptWhenTheyAreNone()
    {
        var unknown = Draft() with { SupportOptions = "FolderLimit=5 Unheard=1" };
        var none = Draft() with { SupportOptions = "FolderLimit=5 nonsense", KeepUnknownOptions = true };

        var asked = await _client.SendAsync(HttpMethod.Post, "projects", unknown).AssertRefusedAsync(HttpStatusCode.Conflict, "options/unconfirmed");
        await _client.SendAsync(HttpMethod.Post, "projects", none).AssertRefusedAsync(HttpStatusCode.BadRequest, "options/syntax");
        var kept = await _client.AddAsync(unknown with { KeepUnknownOptions = true });
        var looked = await _client.SendAsync(HttpMethod.Post, "projects/check-options", new SupportOptionsDraft { SupportOptions = none.SupportOptions }).ReadAsync<SupportOptionsInfo>();

        Assert.Contains("Unheard", (string?)asked["detail"], StringComparison.Ordinal);
        Assert.Equal("FolderLimit=5 Unheard=1", kept.SupportOptions);
        Assert.Equal(SupportOptionsOutcome.SyntaxErrors, looked.Outcome);
        Assert.Equal(["nonsense", "FolderLimit=5"], looked.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task UnsharedProject_IsThereForItsOwnerAndAdministratorsAlone()
    {
        var owner = await _world.SignedInAsync(_workgroup, Role.Associate);
        var colleague = await _world.SignedInAsync(_workgroup, Role.Manager);
        var project = await owner.AddAsync(Draft());
        var mailbox = await owner.AddAsync(project.Id, Moves.Mailbox("anna"));
        var own = await colleague.AddAsync(Draft() with { Name = "Own" });

        foreach (var path in new[] { $"projects/{project.Id}", $"projects/{project.Id}/mailboxes", $"mailboxes/{mailbox.Id}", $"projects/{project.Id}/mailboxes/export" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(owner, path));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(_client, path));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(colleague, path));
        }

        Assert.Equal(own.Id, Assert.Single((await colleague.SendAsync(HttpMethod.Get, "projects").ReadAsync<Paged<ProjectInfo>>()).Items).Id);
        await colleague.SendAsync(HttpMethod.Post, $"projects/{own.Id}/mailboxes/move", new MoveDraft { Filter = new MailboxFilter(), ProjectId = project.Id })
            .AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/wrong");
        Assert.Equal(2, (await List("")).Total);
    }

    [Fact]
    public async Task SharedProject_IsThereForAllWhoMaySee()
    {
        var project = await _client.AddAsync(Draft());
        var colleague = await _world.SignedInAsync(_workgroup, Role.Associate);
        await using (var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House()))
        {
            await rows.Workgroups.ExecuteUpdateAsync(change => change.SetProperty(row => row.SharesProjects, true), Cancel);
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(colleague, $"projects/{project.Id}/mailboxes"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(await _world.SignedInAsync(_workgroup, Role.Inactive), $"projects/{project.Id}"));
    }

    private ProjectDraft Draft() => new() { CustomerId = _customer, Name = "Move", Region = "here" };

    private async Task Refused(string field, ProjectDraft draft)
    {
        var problem = await _client.SendAsync(HttpMethod.Post, "projects", draft).AssertRefusedAsync(HttpStatusCode.BadRequest, "project/wrong");
        Assert.NotNull(problem["errors"]?[field]);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.SendAsync(HttpMethod.Get, path);
        return answer.StatusCode;
    }

    private Task<Paged<ProjectInfo>> List(string query) => _client.SendAsync(HttpMethod.Get, "projects" + query).ReadAsync<Paged<ProjectInfo>>();
}
