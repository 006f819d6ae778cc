using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class MailboxTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private ProjectInfo _project = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Path => $"projects/{_project.Id}/mailboxes";

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        _project = await _client.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Mailbox_IsAdded_Changed_AndTakenOut()
    {
        var added = await _client.AddAsync(_project.Id, Moves.Mailbox("anna") with { SourceLogin = "anna", SourceSecret = "s3cret", Star = 2 });
        var changed = await _client.SendAsync(HttpMethod.Put, $"mailboxes/{added.Id}", Moves.Mailbox("anne") with { SupportOptions = "FolderLimit=5" }).ReadAsync<MailboxInfo>();
        using var deleted = await _client.SendAsync(HttpMethod.Delete, $"mailboxes/{added.Id}");
        using var gone = await _client.SendAsync(HttpMethod.Get, $"mailboxes/{added.Id}");

        Assert.Equal(("anna", true, false, 2), (added.SourceLogin, added.HasSourceSecret, added.HasDestinationSecret, added.Star));
        Assert.Equal(("anne@old.example", null, true, "FolderLimit=5"), (changed.SourceAddress, changed.SourceLogin, changed.HasSourceSecret, changed.SupportOptions));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task Passwords_AreEncrypted_AndAreInNoAnswerAndNoLog()
    {
        var added = await _client.AddAsync(_project.Id, Moves.Mailbox("anna") with { SourceSecret = "s3cret-1", DestinationSecret = "s3cret-2" });
        await _client.SendAsync(HttpMethod.Put, $"mailboxes/{added.Id}", Moves.Mailbox("anna") with { SourceSecret = "s3cret-3" });

        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        var row = await rows.Mailboxes.SingleAsync(Cancel);
        Assert.DoesNotContain("s3cret", row.ProtectedSourceSecret + row.ProtectedDestinationSecret, StringComparison.Ordinal);
        Assert.All(await rows.Actions.ToListAsync(Cancel), line => Assert.DoesNotContain("s3cret", line.Details, StringComparison.Ordinal));
        foreach (var path in new[] { Path, $"mailboxes/{added.Id}", $"{Path}/export" })
        {
            using var answer = await _client.SendAsync(HttpMethod.Get, path);
            Assert.DoesNotContain("s3cret", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SameMailboxTwice_IsRefused_WhateverItsCase()
    {
        await _client.AddAsync(_project.Id, Moves.Mailbox("anna"));

        await _client.SendAsync(HttpMethod.Post, Path, Moves.Mailbox("ANNA")).AssertRefusedAsync(HttpStatusCode.Conflict, "mailbox/taken");
    }

    [Fact]
    public async Task WhatIsNoAddress_IsRefused() =>
        await _client.SendAsync(HttpMethod.Post, Path, Moves.Mailbox("anna") with { DestinationAddress = "anna" }).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/wrong");

    [Fact]
    public async Task List_IsSearchedOnBothSides_FilteredByStar_AndPaged()
    {
        foreach (var name in new[] { "dora", "anna", "bert", "carl" })
        {
            await _client.AddAsync(_project.Id, Moves.Mailbox(name) with { Star = name == "bert" ? 3 : null });
        }

        await _client.AddAsync(_project.Id, new MailboxDraft { SourceAddress = "eva@old.example", DestinationAddress = "annabel@new.example" });

        Assert.Equal(["bert@old.example", "carl@old.example"], Names(await List("?skip=1&take=2")));
        Assert.Equal(["anna@old.example", "eva@old.example"], Names(await List("?search=ANNA")));
        Assert.Equal(["bert@old.example"], Names(await List("?star=3")));
        Assert.Equal(4, (await List("?star=0")).Total);
        Assert.Equal(5, (await List("?take=1")).Total);
    }

    [Fact]
    public async Task Export_CanBeTakenInAgain_AndHoldsNoPassword()
    {
        await _client.AddAsync(_project.Id, Moves.Mailbox("anna") with { SourceLogin = "OLD\\anna", SourceSecret = "s3cret", Flags = 3, SupportOptions = "FolderMapping=\"^INBOX/->\"" });
        using var answer = await _client.SendAsync(HttpMethod.Get, $"{Path}/export");
        var list = await answer.Content.ReadAsStringAsync(Cancel);
        var second = await _client.AddProjectAsync("Second", "second.example");

        var import = await _client.SendAsync(HttpMethod.Post, $"projects/{second.Id}/mailboxes/import", list).ReadAsync<MailboxImportInfo>();

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags", list.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", list, StringComparison.Ordinal);
        Assert.Equal(1, import.Added);
        var copy = Assert.Single((await _client.SendAsync(HttpMethod.Get, $"projects/{second.Id}/mailboxes").ReadAsync<Paged<MailboxInfo>>()).Items);
        Assert.Equal(("OLD\\anna", 3, "FolderMapping=\"^INBOX/->\"", false), (copy.SourceLogin, copy.Flags, copy.SupportOptions, copy.HasSourceSecret));
    }

    private static IEnumerable<string> Names(Paged<MailboxInfo> page) => page.Items.Select(item => item.SourceAddress);

    private Task<Paged<MailboxInfo>> List(string query) => _client.SendAsync(HttpMethod.Get, Path + query).ReadAsync<Paged<MailboxInfo>>();
}
