using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class CustomerUserTests : IAsyncLifetime
{
    private const string Header = "Primary Email Address,First Name,Last Name,Display Name,User Principal Name\r\n";

    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private ProjectInfo _project = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Path => $"customers/{_project.CustomerId}/users";

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        _project = await _client.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Person_IsAdded_Changed_AndRemoved()
    {
        var added = await Add(" anna@new.example ", "Anna", "Berg");
        var path = $"customer-users/{added.Id}";
        var changed = await _client.SendAsync(HttpMethod.Put, path, new CustomerUserDraft { Address = "anna.berg@new.example", LastName = "Berg", DisplayName = "Anna B.", PrincipalName = "anna@corp" })
            .ReadAsync<CustomerUserInfo>();

        Assert.Equal(("anna@new.example", "Anna", _world.Time.GetUtcNow()), (added.Address, added.FirstName, added.Created));
        Assert.Equal((added.Id, "anna.berg@new.example", "", "Anna B.", "anna@corp"), (changed.Id, changed.Address, changed.FirstName, changed.DisplayName, changed.PrincipalName));
        Assert.Equal("Berg", (await _client.SendAsync(HttpMethod.Get, path).ReadAsync<CustomerUserInfo>()).LastName);
        using var deleted = await _client.SendAsync(HttpMethod.Delete, path);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(0, (await List("")).Total);
    }

    [Fact]
    public async Task SameAddressAndNames_AreOnePerson_WhateverTheirCase_AndAnotherNameIsAnother()
    {
        var anna = await Add("anna@new.example", "Anna", "Berg");

        var problem = await Post("ANNA@new.example", "anna", "BERG").AssertRefusedAsync(HttpStatusCode.Conflict, "customer-user/taken");
        var bert = await Add("anna@new.example", "Bert", "Berg");
        await _client.SendAsync(HttpMethod.Put, $"customer-users/{bert.Id}", new CustomerUserDraft { Address = "anna@new.example", FirstName = "ANNA", LastName = "Berg" })
            .AssertRefusedAsync(HttpStatusCode.Conflict, "customer-user/taken");

        Assert.NotNull(problem["errors"]?["address"]);
        Assert.Equal([anna.Id, bert.Id], (await List("")).Items.Select(item => item.Id));
    }

    [Theory]
    [InlineData("", "address")]
    [InlineData("nobody", "address")]
    public async Task AddressThatIsNone_IsNamed(string address, string field)
    {
        using var answer = await Post(address, "Anna", "Berg");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("NINA", 1)]
    [InlineData("nina@", 1)]
    [InlineData("nina mu\u0308ller", 1)]
    [InlineData("the boss", 1)]
    [InlineData("new.example", 6)]
    public async Task Search_FindsPartsOfAddressAndNames(string search, int found)
    {
        for (var number = 1; number <= 5; number++)
        {
            await Add($"user{number}@new.example", "User", $"{number}");
        }

        await _client.SendAsync(HttpMethod.Post, Path, new CustomerUserDraft { Address = "nina@new.example", FirstName = "Nina", LastName = "Müller", DisplayName = "The Boss" });

        Assert.Equal(found, (await List($"?search={Uri.EscapeDataString(search)}")).Total);
        var page = await List("?skip=2&take=2");
        Assert.Equal((6, "user2@new.example,user3@new.example"), (page.Total, string.Join(',', page.Items.Select(item => item.Address))));
    }

    [Fact]
    public async Task SoundList_IsAddedWhole_WithOneLineInTheLog()
    {
        var import = await Import("UserPrincipalName;Mail;Given name;Office\r\nanna@corp;anna@new.example;Anna;12\r\n;bert@new.example;;\r\n");

        Assert.Equal((2, 2, "The list, row 1: the column \"Office\" is not known and is passed over."), (import.Sound, import.Added, Assert.Single(import.Remarks)));
        var anna = (await List("?search=anna")).Items[0];
        Assert.Equal(("Anna", "anna@corp"), (anna.FirstName, anna.PrincipalName));
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        Assert.Equal("2 from a list", (await rows.Actions.SingleAsync(line => line.Action == "users added", Cancel)).Details);
        Assert.Equal(0, await rows.Actions.CountAsync(line => line.Kind == "CustomerUser", Cancel));
    }

    [Fact]
    public async Task EveryFaultOfAList_IsToldAtOnce_AndNobodyIsAdded()
    {
        await Add("anna@new.example", "Anna", "Berg");
        var list = Header
            + "good@new.example,Good,,,\r\n"
            + "nobody,,,,\r\n"
            + ",,Nobody,,\r\n"
            + "ANNA@new.example,ANNA,Berg,,\r\n"
            + "good@new.example,good,,,\r\n"
            + $"long@new.example,{new string('x', 101)},{new string('y', 101)},,\r\n"
            + "wide@new.example,a,b,c,d,e\r\n";

        var problem = await _client.SendAsync(HttpMethod.Post, $"{Path}/import", list).AssertRefusedAsync(HttpStatusCode.BadRequest, "customer-user/list-faulty");

        var faults = problem["faults"].Deserialize<List<ListFaultInfo>>(ContractJson.Options)!;
        Assert.Equal(
            [
                "3 Primary Email Address", "4 Primary Email Address", "5 Primary Email Address", "6 Primary Email Address", "7 First Name", "7 Last Name", "8 ",
            ],
            faults.Select(fault => $"{fault.Row} {fault.Column}"));
        Assert.All(faults, fault => Assert.True(fault.Message.Length > 0 && fault.Remedy.Length > 0));
        Assert.Equal(1, (await List("")).Total);
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData(Header, "It lists no person.")]
    [InlineData("First Name\r\nAnna\r\n", "The column is missing.")]
    public async Task ListThatIsNone_IsSaidToBe(string list, string message)
    {
        var problem = await _client.SendAsync(HttpMethod.Post, $"{Path}/import", list).AssertRefusedAsync(HttpStatusCode.BadRequest, "customer-user/list-faulty");

        Assert.Equal(message, (string?)problem["faults"]?[0]?["message"]);
    }

    [Fact]
    public async Task DryRun_TellsTheSame_AndAddsNobody()
    {
        var wrong = await Import(Header + "nobody,,,,\r\nc@new.example,,,,\r\n", "?dryRun=true");
        var right = await Import(Header + "c@new.example,,,,\r\n", "?dryRun=true");

        Assert.Equal((1, 0, 2), (wrong.Sound, wrong.Added, Assert.Single(wrong.Faults).Row));
        Assert.Equal((1, 0, 0), (right.Sound, right.Added, right.Faults.Count));
        Assert.Equal(0, (await List("")).Total);
    }

    [Fact]
    public async Task LongList_IsAddedWhole()
    {
        var list = new StringBuilder(Header);
        for (var number = 1; number <= 4500; number++)
        {
            list.Append(System.Globalization.CultureInfo.InvariantCulture, $"user{number}@new.example,,,,\r\n");
        }

        Assert.Equal(4500, (await Import(list.ToString())).Added);
        Assert.Equal(4500, (await List("")).Total);
    }

    [Fact]
    public async Task MailboxesOfUsers_AreAdded_WithTheOtherDomain_AndThoseThatAreThereArePassedOver()
    {
        var anna = await Add("anna@new.example", "Anna", "Berg");
        await Add("bert@new.example", "Bert", "Berg");
        await _client.AddAsync(_project.Id, Moves.Mailbox("bert"));
        var draft = new MailboxesFromUsersDraft { Filter = new CustomerUserFilter(), SourceDomain = "old.example" };

        var first = await FromUsers(draft);
        var second = await FromUsers(draft);

        Assert.Equal((new MailboxesFromUsersInfo(1, 1), new MailboxesFromUsersInfo(0, 2)), (first, second));
        var added = (await Mailboxes()).Single(mailbox => mailbox.SourceAddress == "anna@old.example");
        Assert.Equal(("anna@new.example", anna.Id), (added.DestinationAddress, added.CustomerUserId));
    }

    [Fact]
    public async Task MailboxesOfSomeUsers_AreThoseOfTheProjectsCustomerAlone()
    {
        var anna = await Add("anna@new.example", "Anna", "Berg");
        await Add("bert@new.example", "Bert", "Berg");
        var other = await _client.AddCustomerAsync("other.example");
        var stranger = await _client.SendAsync(HttpMethod.Post, $"customers/{other}/users", new CustomerUserDraft { Address = "carl@other.example" }).ReadAsync<CustomerUserInfo>();

        await PostFromUsers(new MailboxesFromUsersDraft { Ids = [anna.Id, stranger.Id] }).AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
        await PostFromUsers(new MailboxesFromUsersDraft()).AssertRefusedAsync(HttpStatusCode.BadRequest, "customer-user/selection");
        await PostFromUsers(new MailboxesFromUsersDraft { Ids = [anna.Id], SourceDomain = "no domain" }).AssertRefusedAsync(HttpStatusCode.BadRequest, "mailbox/wrong");
        var added = await FromUsers(new MailboxesFromUsersDraft { Ids = [anna.Id] });

        Assert.Equal(1, added.Added);
        Assert.Equal(("anna@new.example", "anna@new.example"), ((await Mailboxes())[0].SourceAddress, (await Mailboxes())[0].DestinationAddress));
    }

    [Fact]
    public async Task Mailbox_StaysThePersons_WhenTheirAddressChanges()
    {
        var anna = await Add("anna@new.example", "Anna", "Berg");
        var mailbox = await _client.AddAsync(_project.Id, Moves.Mailbox("anna"));

        await _client.SendAsync(HttpMethod.Put, $"customer-users/{anna.Id}", new CustomerUserDraft { Address = "anna@tenant.example", FirstName = "Anna", LastName = "Berg" }).ReadAsync<CustomerUserInfo>();
        Assert.Equal(anna.Id, (await Mailboxes())[0].CustomerUserId);

        // One address changes: the same person, renamed. Both: somebody else's mailbox.
        await Change(mailbox.Id, new MailboxDraft { SourceAddress = "anna@old.example", DestinationAddress = "anna@tenant.example" });
        Assert.Equal(anna.Id, (await Mailboxes())[0].CustomerUserId);
        await Change(mailbox.Id, new MailboxDraft { SourceAddress = "bert@old.example", DestinationAddress = "bert@new.example" });
        Assert.Null((await Mailboxes())[0].CustomerUserId);
    }

    [Fact]
    public async Task AddressOfTwoPeople_GivesTheMailboxToNeither_UntilOneIsLeft()
    {
        var anna = await Add("office@new.example", "Anna", "Berg");
        await Add("office@new.example", "Bert", "Berg");
        await _client.AddAsync(_project.Id, Moves.Mailbox("office"));

        await _client.SendAsync(HttpMethod.Put, $"customer-users/{anna.Id}", new CustomerUserDraft { Address = "anna@new.example" }).ReadAsync<CustomerUserInfo>();

        Assert.Null((await Mailboxes())[0].CustomerUserId);
    }

    [Fact]
    public async Task RemovedPersonsMailbox_Stays()
    {
        var anna = await Add("anna@new.example", "Anna", "Berg");
        await FromUsers(new MailboxesFromUsersDraft { Ids = [anna.Id] });

        using var deleted = await _client.SendAsync(HttpMethod.Delete, $"customer-users/{anna.Id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Null(Assert.Single(await Mailboxes()).CustomerUserId);
    }

    private Task<HttpResponseMessage> Post(string address, string first, string last) =>
        _client.SendAsync(HttpMethod.Post, Path, new CustomerUserDraft { Address = address, FirstName = first, LastName = last });

    private Task<CustomerUserInfo> Add(string address, string first, string last) => Post(address, first, last).ReadAsync<CustomerUserInfo>();

    private Task<Paged<CustomerUserInfo>> List(string query) => _client.SendAsync(HttpMethod.Get, Path + query).ReadAsync<Paged<CustomerUserInfo>>();

    private Task<CustomerUserImportInfo> Import(string list, string query = "") => _client.SendAsync(HttpMethod.Post, $"{Path}/import{query}", list).ReadAsync<CustomerUserImportInfo>();

    private Task<HttpResponseMessage> PostFromUsers(MailboxesFromUsersDraft draft) => _client.SendAsync(HttpMethod.Post, $"projects/{_project.Id}/mailboxes/from-users", draft);

    private Task<MailboxesFromUsersInfo> FromUsers(MailboxesFromUsersDraft draft) => PostFromUsers(draft).ReadAsync<MailboxesFromUsersInfo>();

    private Task<MailboxInfo> Change(Guid mailbox, MailboxDraft draft) => _client.SendAsync(HttpMethod.Put, $"mailboxes/{mailbox}", draft).ReadAsync<MailboxInfo>();

    private async Task<IReadOnlyList<MailboxInfo>> Mailboxes() =>
        (await _client.SendAsync(HttpMethod.Get, $"projects/{_project.Id}/mailboxes").ReadAsync<Paged<MailboxInfo>>()).Items;
}
