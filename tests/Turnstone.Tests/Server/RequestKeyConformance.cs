using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.People;
using Turnstone.Client.Projects;
using Turnstone.Server.Requests;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Requests;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Requests that are sent again with the same key, on any database.</summary>
public abstract class RequestKeyConformance : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private HttpClient _client = null!;
    private Guid _workgroup;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The connection string of a database of its own; null for the embedded one.</summary>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(postgres: await DatabaseAsync());
        _workgroup = await _world.AddWorkgroupAsync();
        _client = await _world.SignedInAsync(_workgroup);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_world is not null)
        {
            await _world.DisposeAsync();
        }
    }

    [Fact]
    public async Task SameRequestWithTheSameKey_IsAnsweredAsBefore_AndNotDoneAgain()
    {
        using var first = await SendAsync("customers", Customer("a.example"), "\"k\"");
        using var second = await SendAsync("customers", Customer("a.example"), "k");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await second.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(1, await CountAsync(rows => rows.Customers));
    }

    [Theory]
    [InlineData("customers", "b.example")]
    [InlineData("customers?x=1", "a.example")]
    public async Task OtherRequestWithTheSameKey_IsRefused(string path, string domain)
    {
        await SendAsync("customers", Customer("a.example"), "k").ReadAsync<CustomerInfo>();

        await SendAsync(path, Customer(domain), "k").AssertRefusedAsync(HttpStatusCode.UnprocessableEntity, "idempotency/key-taken");
    }

    [Fact]
    public async Task KeysAreEachAgentsOwn_InEachWorkgroup()
    {
        await SendAsync("customers", Customer("a.example"), "k").ReadAsync<CustomerInfo>();
        var other = await _world.SignedInAsync(_workgroup);
        var stranger = await _world.SignedInAsync(await _world.AddWorkgroupAsync());

        await SendAsync("customers", Customer("b.example"), "k", other).ReadAsync<CustomerInfo>();
        await SendAsync("customers", Customer("a.example"), "k", stranger).ReadAsync<CustomerInfo>();

        Assert.Equal(3, await CountAsync(rows => rows.Customers));
    }

    [Fact]
    public async Task AgentWhoMayNoLonger_IsNotShownTheAnswer()
    {
        var agent = await _world.SignedInAsync(_workgroup, Role.Associate);
        await SendAsync("customers", Customer("a.example"), "k", agent).ReadAsync<CustomerInfo>();
        await using (var rows = _world.Rows())
        {
            await rows.Memberships.Where(row => row.Role == Role.Associate).ExecuteUpdateAsync(change => change.SetProperty(row => row.Role, Role.Inactive), Cancel);
        }

        await SendAsync("customers", Customer("a.example"), "k", agent).AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/role-too-low");
    }

    [Fact]
    public async Task OfManyAtOnce_OneIsDone_AndTheOthersAreToldSo()
    {
        var draft = new TokenDraft { Name = "Script" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => SendAsync("tokens", draft, "k"), Cancel)));

        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(1, await CountAsync(rows => rows.AccessTokens));
        Assert.StartsWith("tst_", (await SendAsync("tokens", draft, "k").ReadAsync<NewToken>()).Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasRefused_IsTriedAgain()
    {
        var taken = (await SendAsync("customers", Customer("a.example"), null).ReadAsync<CustomerInfo>()).Id;
        await SendAsync("customers", Customer("a.example"), "k").AssertRefusedAsync(HttpStatusCode.Conflict, "customer/domain-taken");
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("customers", Customer(""), "other")).StatusCode);
        await _client.SendAsync(HttpMethod.Put, $"customers/{taken}", Customer("b.example")).ReadAsync<CustomerInfo>();

        await SendAsync("customers", Customer("a.example"), "k").ReadAsync<CustomerInfo>();
        await SendAsync("customers", Customer("c.example"), "other").ReadAsync<CustomerInfo>();
    }

    [Fact]
    public async Task ProcessThatDiedBeforeItDidAnything_IsFollowedByOneThatDoesIt()
    {
        await SendAsync("customers", Customer("a.example"), "k").ReadAsync<CustomerInfo>();
        await AsIfAsync(isDone: false);
        await using (var rows = _world.Rows())
        {
            await rows.Customers.ExecuteDeleteAsync(Cancel);
        }

        await SendAsync("customers", Customer("a.example"), "k").AssertRefusedAsync(HttpStatusCode.Conflict, "idempotency/under-way");
        _world.Time.Advance(TimeSpan.FromMinutes(3));
        await SendAsync("customers", Customer("a.example"), "k").ReadAsync<CustomerInfo>();

        await using var after = _world.Rows();
        var kept = await after.KeptRequests.SingleAsync(Cancel);
        Assert.Equal((2, true), (kept.Attempt, kept.IsDone));
    }

    [Fact]
    public async Task ProcessThatDiedBetweenDeedAndAnswer_IsFollowedByAnHonestAnswer()
    {
        await SendAsync("customers", Customer("a.example"), "k").ReadAsync<CustomerInfo>();
        await AsIfAsync(isDone: true);
        _world.Time.Advance(TimeSpan.FromMinutes(3));

        await SendAsync("customers", Customer("a.example"), "k").AssertRefusedAsync(HttpStatusCode.Conflict, "idempotency/answer-lost");

        Assert.Equal(1, await CountAsync(rows => rows.Customers));
    }

    [Fact]
    public async Task ProcessThatWasOvertaken_SavesNothing()
    {
        var agent = (await ServerWorld.WhoAsync(_client)).AgentId;
        var request = new KeptRequest { AgentId = agent, Key = "k", ProtectedFingerprint = "", HeldUntil = _world.Time.GetUtcNow(), Created = _world.Time.GetUtcNow() };
        var plane = _world.Services.GetRequiredService<PlaneDatabase>();
        await using (var rows = plane.Open(new PlaneScope.Of(_workgroup)))
        {
            rows.Add(request);
            await rows.SaveChangesAsync(Cancel);
        }

        await using var former = plane.Open(new PlaneScope.Of(_workgroup, agent));
        former.WorkFor(request.Id, attempt: 1);
        await using (var latter = plane.Open(new PlaneScope.Of(_workgroup)))
        {
            await latter.KeptRequests.ExecuteUpdateAsync(change => change.SetProperty(row => row.Attempt, 2), Cancel);
        }

        former.Add(new Customer { CompanyName = "Late", PrimaryDomain = "late.example", Created = _world.Time.GetUtcNow() });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => former.SaveChangesAsync(Cancel));

        Assert.Equal(0, await CountAsync(rows => rows.Customers));
        Assert.Equal(0, await CountAsync(rows => rows.Actions));
    }

    [Fact]
    public async Task Deed_IsMarkedWithItsTransaction_OrNotAtAll()
    {
        var plane = _world.Services.GetRequiredService<PlaneDatabase>();
        var request = new KeptRequest { AgentId = Guid.NewGuid(), Key = "k", ProtectedFingerprint = "", HeldUntil = _world.Time.GetUtcNow(), Created = _world.Time.GetUtcNow() };
        await using var rows = plane.Open(new PlaneScope.Of(_workgroup));
        rows.Add(request);
        await rows.SaveChangesAsync(Cancel);
        rows.ChangeTracker.Clear();
        rows.WorkFor(request.Id, attempt: 1);

        await using (var transaction = await rows.Database.BeginTransactionAsync(Cancel))
        {
            rows.Add(NewCustomer("a.example"));
            await rows.SaveChangesAsync(Cancel);
            await transaction.RollbackAsync(Cancel);
        }

        Assert.False(await IsDoneAsync());
        rows.ChangeTracker.Clear();
        await rows.SaveChangesAsync(Cancel);
        Assert.False(await IsDoneAsync());
        rows.Add(NewCustomer("b.example"));
        await rows.SaveChangesAsync(Cancel);
        Assert.True(await IsDoneAsync());

        Customer NewCustomer(string domain) => new() { CompanyName = "Example", PrimaryDomain = domain, Created = _world.Time.GetUtcNow() };

        async Task<bool> IsDoneAsync()
        {
            await using var look = _world.Rows();
            return (await look.KeptRequests.SingleAsync(Cancel)).IsDone;
        }
    }

    [Fact]
    public async Task NothingThatIsKept_CanBeReadWithoutTheKeys()
    {
        var project = await _client.AddProjectAsync();
        var token = await SendAsync("tokens", new TokenDraft { Name = "Script" }, "token").ReadAsync<NewToken>();
        await SendAsync($"projects/{project.Id}/mailboxes", Moves.Mailbox("anna") with { SourceSecret = "Winter-2026" }, "mailbox").ReadAsync<MailboxInfo>();

        await using var rows = _world.Rows();
        var kept = await rows.KeptRequests.ToListAsync(Cancel);
        Assert.Equal(2, kept.Count);
        Assert.All(kept, row =>
        {
            var text = $"{row.ProtectedFingerprint} {row.ProtectedAnswer}";
            Assert.DoesNotContain(token.Token, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Winter-2026", text, StringComparison.Ordinal);

            // Encrypted, not only encoded: of the same thing no two are alike, and none holds what gzip begins with.
            Assert.False(Convert.FromBase64String(row.ProtectedAnswer!).AsSpan().IndexOf([(byte)0x1f, (byte)0x8b, (byte)0x08]) == 0);
        });
        Assert.Equal(token.Token, (await SendAsync("tokens", new TokenDraft { Name = "Script" }, "token").ReadAsync<NewToken>()).Token);
    }

    [Fact]
    public async Task Keys_AreForgottenAfterADay()
    {
        var script = await _world.WithTokenAsync(_workgroup, AccessScope.Full);
        await SendAsync("customers", Customer("a.example"), "k", script).ReadAsync<CustomerInfo>();
        _world.Time.Advance(TimeSpan.FromHours(23));
        await _world.Services.GetRequiredService<KeptRequests>().SweepAsync(Cancel);
        await SendAsync("customers", Customer("b.example"), "k", script).AssertRefusedAsync(HttpStatusCode.UnprocessableEntity, "idempotency/key-taken");

        _world.Time.Advance(TimeSpan.FromHours(2));
        await _world.Services.GetRequiredService<KeptRequests>().SweepAsync(Cancel);

        Assert.Equal(0, await CountAsync(rows => rows.KeptRequests));
    }

    [Fact]
    public async Task KeyOfYesterday_IsFree_BeforeItIsSwept()
    {
        var script = await _world.WithTokenAsync(_workgroup, AccessScope.Full);
        await SendAsync("customers", Customer("a.example"), "k", script).ReadAsync<CustomerInfo>();
        _world.Time.Advance(TimeSpan.FromHours(25));

        Assert.Equal("b.example", (await SendAsync("customers", Customer("b.example"), "k", script).ReadAsync<CustomerInfo>()).PrimaryDomain);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("two words")]
    public async Task WhatIsNoKey_IsRefused(string key) =>
        await SendAsync("customers", Customer("a.example"), key).AssertRefusedAsync(HttpStatusCode.BadRequest, "idempotency/key");

    [Fact]
    public async Task LongestKey_HasTwoHundredCharacters()
    {
        await SendAsync("customers", Customer("a.example"), new string('k', 200)).ReadAsync<CustomerInfo>();
        await SendAsync("customers", Customer("b.example"), new string('k', 201)).AssertRefusedAsync(HttpStatusCode.BadRequest, "idempotency/key");
    }

    [Fact]
    public async Task AnswerThatIsTooLong_IsNotKept_AndSaidSo()
    {
        var vault = _world.Services.GetRequiredService<AnswerVault>();
        var noise = new byte[AnswerVault.Longest * 2];
        new Random(1).NextBytes(noise);

        Assert.Null(vault.Protect(new KeptAnswer(200, "text/plain", null, noise)));
        await SendAsync("customers", Customer("a.example"), "k").ReadAsync<CustomerInfo>();
        await using (var rows = _world.Rows())
        {
            await rows.KeptRequests.ExecuteUpdateAsync(change => change.SetProperty(row => row.ProtectedAnswer, (string?)null), Cancel);
        }

        await SendAsync("customers", Customer("a.example"), "k").AssertRefusedAsync(HttpStatusCode.Conflict, "idempotency/answer-lost");
    }

    /// <summary>What goes through services of many kinds: whatever a request changes, the row of its key knows of it.</summary>
    [Fact]
    public async Task WhateverIsDone_TheRowOfItsKeyKnows()
    {
        var customer = (await SendAsync("customers", Customer("a.example"), "1").ReadAsync<CustomerInfo>()).Id;
        var (source, destination) = (await SendAsync("endpoints", Moves.Source(customer), "2").ReadAsync<Client.Endpoints.EndpointInfo>(), await SendAsync("endpoints", Moves.Destination(customer), "3").ReadAsync<Client.Endpoints.EndpointInfo>());
        var draft = new ProjectDraft { CustomerId = customer, Name = "Move", Region = "here", SourceId = source.Id, DestinationId = destination.Id };
        var project = (await SendAsync("projects", draft, "4").ReadAsync<ProjectInfo>()).Id;
        await SendAsync($"projects/{project}/clone", new ProjectCloneDraft { Name = "Clone" }, "5").ReadAsync<ProjectInfo>();
        await SendAsync($"projects/{project}/mailboxes/import", "Source Email,Destination Email\na@old.example,a@new.example\nb@old.example,b@new.example\n", "6").ReadAsync<MailboxImportInfo>();
        await SendAsync($"customers/{customer}/users/import", "Primary Email Address\nc@old.example\n", "7").ReadAsync<Client.CustomerUsers.CustomerUserImportInfo>();
        await SendAsync($"projects/{project}/mailboxes/from-users", new Client.CustomerUsers.MailboxesFromUsersDraft { Filter = new() }, "8").ReadAsync<Client.CustomerUsers.MailboxesFromUsersInfo>();
        await SendAsync($"projects/{project}/mailboxes/star", new StarDraft { Filter = new(), Star = 1 }, "9").ReadAsync<BulkInfo>();
        var submitted = await SendAsync($"projects/{project}/passes", new PassDraft { Kind = PassKind.Verify }, "10").ReadAsync<Submission>();
        var again = await SendAsync($"projects/{project}/passes", new PassDraft { Kind = PassKind.Verify }, "10").ReadAsync<Submission>();

        Assert.Equal((3, 3), (submitted.Submitted, again.Submitted));
        Assert.Empty(again.Refused);
        await using var rows = _world.Rows();
        var kept = await rows.KeptRequests.ToDictionaryAsync(row => row.Key, Cancel);
        Assert.Equal(10, kept.Count);
        Assert.All(kept.Values, row => Assert.True(row.IsDone, row.Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TypedClient_SendsAgainWhereTheConnectionBreaksOff_AndItIsDoneOnce(bool afterwards)
    {
        var token = (await SendAsync("tokens", new TokenDraft { Name = "Script", Scope = AccessScope.Full }, null).ReadAsync<NewToken>()).Token;
        using var client = new TurnstoneClient(new Uri("http://localhost/"), token, new BrokenLine(_world.Network(), afterwards));

        var added = await client.AddCustomerAsync(Customer("a.example"), Cancel);

        Assert.Equal("a.example", added.PrimaryDomain);
        Assert.Equal(1, await CountAsync(rows => rows.Customers));
    }

    private static CustomerDraft Customer(string domain) => new() { CompanyName = "Example", PrimaryDomain = domain };

    private Task<HttpResponseMessage> SendAsync(string path, object body, string? key, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is string list ? new StringContent(list, System.Text.Encoding.UTF8, "text/csv") : JsonContent.Create(body, body.GetType(), options: ContractJson.Options),
        };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return (client ?? _client).SendAsync(request, Cancel);
    }

    /// <summary>Brings the row of the one request that was sent to where its process died.</summary>
    private async Task AsIfAsync(bool isDone)
    {
        await using var rows = _world.Rows();
        await rows.KeptRequests.ExecuteUpdateAsync(
            change => change.SetProperty(row => row.IsDone, isDone).SetProperty(row => row.Answered, (DateTimeOffset?)null).SetProperty(row => row.ProtectedAnswer, (string?)null), Cancel);
    }

    private async Task<int> CountAsync<T>(Func<PlaneContext, IQueryable<T>> of)
        where T : class
    {
        await using var rows = _world.Rows();
        return await of(rows).CountAsync(Cancel);
    }

    /// <summary>A line that breaks off once, before the request has arrived or before its answer has.</summary>
    private sealed class BrokenLine(HttpMessageHandler inner, bool afterwards) : DelegatingHandler(inner)
    {
        private bool _broke;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_broke)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            _broke = true;
            if (afterwards)
            {
                (await base.SendAsync(request, cancellationToken)).Dispose();
            }

            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The line broke off.");
        }
    }
}
