using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;
using Turnstone.Connectors;
using Turnstone.Server.Security;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class MailboxImportTests : IAsyncLifetime
{
    private const string Header = "Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags\r\n";

    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private ProjectInfo _project = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Path => $"projects/{_project.Id}/mailboxes/import";

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        _project = await _client.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task SoundList_IsAddedWhole_WithItsPasswords_AndOneLineInTheLog()
    {
        var list = Header + "anna@old.example,anna,\" pa\"\"ss,\",anna@new.example,,,3\r\nbert@old.example,,,bert@new.example,,x,\r\n";

        var import = await _client.SendAsync(HttpMethod.Post, Path, list).ReadAsync<MailboxImportInfo>();

        Assert.Equal((2, 2), (import.Sound, import.Added));
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        var anna = await rows.Mailboxes.SingleAsync(row => row.SourceAddress == "anna@old.example", Cancel);
        Assert.Equal(("anna", 3), (anna.SourceLogin, anna.Flags));
        Assert.Equal(" pa\"ss,", Reveal(SecretKind.MailboxSource, anna.ProtectedSourceSecret!));
        Assert.Null(anna.ProtectedDestinationSecret);
        var line = await rows.Actions.SingleAsync(line => line.Action == "mailboxes added", Cancel);
        Assert.Equal(("2 from a list", _project.Id), (line.Details, line.SubjectId));
        Assert.Equal(0, await rows.Actions.CountAsync(other => other.Kind == "Mailbox", Cancel));
    }

    [Fact]
    public async Task EveryFault_IsToldAtOnce_AndNothingIsAdded()
    {
        await _client.AddAsync(_project.Id, Moves.Mailbox("anna"));
        var list = Header.Replace("\r\n", ",Support Options\r\n", StringComparison.Ordinal)
            + "good@old.example,,,good@new.example,,,,\r\n"
            + "nobody,,,bert@new.example,,,x,\r\n"
            + "ANNA@old.example,,,anna@NEW.example,,,0,\r\n"
            + "good@old.example,,,carl@new.example,,,0,\r\n"
            + "dora@old.example,,,dora@new.example,,,0,Unheard=1\r\n";

        var problem = await _client.SendAsync(HttpMethod.Post, Path, list).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/list-faulty");

        var faults = problem["faults"].Deserialize<List<ListFaultInfo>>(ContractJson.Options)!;
        Assert.Equal(
            ["3 Source Email", "3 Flags", "4 Source Email", "5 Source Email", "6 Support Options"],
            faults.Select(fault => $"{fault.Row} {fault.Column}"));
        Assert.All(faults, fault => Assert.True(fault.Message.Length > 0 && fault.Remedy.Length > 0));
        Assert.Equal(1, (await List()).Total);
    }

    [Fact]
    public async Task DryRun_TellsTheSame_AndAddsNothing()
    {
        var wrong = await _client.SendAsync(HttpMethod.Post, Path + "?dryRun=true", Header + "nobody,,,b@new.example,,,\r\nc@old.example,,,c@new.example,,,\r\n").ReadAsync<MailboxImportInfo>();
        var right = await _client.SendAsync(HttpMethod.Post, Path + "?dryRun=true", Header + "c@old.example,,,c@new.example,,,\r\n").ReadAsync<MailboxImportInfo>();

        Assert.Equal((1, 0, 2), (wrong.Sound, wrong.Added, Assert.Single(wrong.Faults).Row));
        Assert.Equal((1, 0, 0), (right.Sound, right.Added, right.Faults.Count));
        Assert.Equal(0, (await List()).Total);
    }

    [Fact]
    public async Task UnknownSupportOptions_AreKeptWhenConfirmed()
    {
        var list = "Source Email,Destination Email,Support Options\r\na@old.example,a@new.example,Unheard=1\r\n";

        var import = await _client.SendAsync(HttpMethod.Post, Path + "?keepUnknownOptions=true", list).ReadAsync<MailboxImportInfo>();

        Assert.Equal(1, import.Added);
        Assert.Equal("Unheard=1", Assert.Single((await List()).Items).SupportOptions);
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData(Header, "It lists no mailbox.")]
    [InlineData("Destination Email\r\nanna@new.example\r\n", "The column is missing.")]
    public async Task ListThatIsNone_IsSaidToBe(string list, string message)
    {
        var problem = await _client.SendAsync(HttpMethod.Post, Path, list).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/list-faulty");

        Assert.Equal(message, (string?)problem["faults"]?[0]?["message"]);
    }

    [Fact]
    public async Task BytesThatAreNoText_AreRefusedWithTheRemedy()
    {
        using var workbook = new ByteArrayContent([.. "PK"u8, 3, 4, 0xE4, 0xFF, 0xFE]);
        workbook.Headers.ContentType = new("text/csv");
        var problem = await _client.PostAsync(Path, workbook, Cancel).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/list-faulty");

        Assert.Contains("CSV UTF-8", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListOfManyBatches_IsAddedWhole_OrNotAtAll()
    {
        var list = new StringBuilder(Header);
        for (var number = 1; number <= 4500; number++)
        {
            list.Append(System.Globalization.CultureInfo.InvariantCulture, $"user{number}@old.example,,,user{number}@new.example,,,\r\n");
        }

        var import = await _client.SendAsync(HttpMethod.Post, Path, list.ToString()).ReadAsync<MailboxImportInfo>();
        await _client.SendAsync(HttpMethod.Post, Path, list.Append("new@old.example,,,new@new.example,,,\r\n").ToString()).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/list-faulty");

        Assert.Equal(4500, import.Added);
        Assert.Equal(4500, (await List()).Total);
    }

    private string Reveal(SecretKind kind, string stored) => _world.Services.GetRequiredService<Secrets>().Reveal(kind, stored) is Secret secret ? secret.Reveal() : "";

    private Task<Paged<MailboxInfo>> List() => _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}/mailboxes").ReadAsync<Paged<MailboxInfo>>();
}
