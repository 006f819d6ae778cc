using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Storage.Actions;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Checks;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Notices;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;
using Turnstone.Storage.Requests;
using Turnstone.Storage.Settings;
using Turnstone.Storage.Workgroups;
using Xunit;

namespace Turnstone.Testing.Conformance;

/// <summary>What the control plane's database promises, wherever it is kept.</summary>
public abstract class PlaneConformance
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, 123, TimeSpan.Zero);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every kind of row that belongs to a workgroup.</summary>
    public static TheoryData<string> OwnedRows =>
        [.. typeof(Owned).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Owned))).Select(type => type.Name)];

    /// <summary>The same database, seen from another process: empty at first, and the test's alone.</summary>
    protected abstract PlaneDatabase Open();

    [Fact]
    public async Task Upgrade_IsDoneOnce_WhoeverStartsAtTheSameTime()
    {
        await using var first = Open();
        await using var second = Open();
        await using var third = Open();

        await Task.WhenAll(new[] { first, second, third }.Select(database => Task.Run(() => database.UpgradeAsync(Cancel), Cancel)));
        await first.UpgradeAsync(Cancel);

        await using var context = second.Open(new PlaneScope.House());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancel));
        Assert.False(context.Database.HasPendingModelChanges());
    }

    /// <summary>
    /// A hundred passes that end at once, each with a transaction that reads from elsewhere in between: nobody is turned away, and none of them holds a
    /// thread that another would need to come to its end.
    /// </summary>
    [Fact]
    public async Task ManyWhoWriteAtOnce_AllHaveTheirTurn()
    {
        const int Writers = 100;
        await using var database = await UpgradedAsync();
        var setting = new HouseSetting { Name = "turns", Value = "0" };
        await using (var rows = database.Open(new PlaneScope.House()))
        {
            rows.Add(setting);
            await rows.SaveChangesAsync(Cancel);
        }

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            await using var rows = database.Open(new PlaneScope.House());
            await using var transaction = await rows.Database.BeginTransactionAsync(Cancel);
            var mine = rows.HouseSettings.Where(row => row.Name == "turns");

            // First a change, so that on a database with row locks whoever comes next waits before it reads.
            await mine.ExecuteUpdateAsync(change => change.SetProperty(row => row.Value, row => row.Value), Cancel);
            var count = int.Parse(await mine.Select(row => row.Value).SingleAsync(Cancel), CultureInfo.InvariantCulture);
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancel);
            var next = (count + 1).ToString(CultureInfo.InvariantCulture);
            await mine.ExecuteUpdateAsync(change => change.SetProperty(row => row.Value, next), Cancel);
            await transaction.CommitAsync(Cancel);
        })));

        await using var after = database.Open(new PlaneScope.House());
        Assert.Equal($"{Writers}", await after.HouseSettings.Where(row => row.Name == "turns").Select(row => row.Value).SingleAsync(Cancel));
    }

    [Fact]
    public async Task DatabaseOfANewerVersion_IsRefused_AndLeftAsItIs()
    {
        await using var database = await UpgradedAsync();
        await using var context = database.Open(new PlaneScope.House());
        await context.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"__EFMigrationsHistory\" (migration_id, product_version) VALUES ('99991231000000_Tomorrow', '99.0')", Cancel);

        var refused = await Assert.ThrowsAsync<NewerPlaneException>(() => database.UpgradeAsync(Cancel));

        Assert.Contains("99991231000000_Tomorrow", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OwnedRows))]
    public async Task RowOfAWorkgroup_IsFoundByItsOwn_AndByNoOther(string kind)
    {
        await using var database = await UpgradedAsync();
        var (ours, theirs) = (await WorkgroupAsync(database), await WorkgroupAsync(database));
        await using (var context = database.Open(ours))
        {
            await FillAsync(context);
        }

        Assert.Equal(1, await CountAsync(ours));
        Assert.Equal(0, await CountAsync(theirs));
        Assert.Equal(1, await CountAsync(new PlaneScope.House()));

        async Task<int> CountAsync(PlaneScope scope)
        {
            await using var context = database.Open(scope);
            return (await ListAsync(context, kind)).Count;
        }
    }

    [Theory]
    [MemberData(nameof(OwnedRows))]
    public async Task RowOfAnotherWorkgroup_IsNotSaved_HoweverItWasComeBy(string kind)
    {
        await using var database = await UpgradedAsync();
        var (ours, theirs) = (await WorkgroupAsync(database), await WorkgroupAsync(database));
        Owned row;
        await using (var context = database.Open(ours))
        {
            await FillAsync(context);
            row = (await ListAsync(context, kind))[0];
        }

        await using var others = database.Open(theirs);
        others.Update(row);
        await Assert.ThrowsAsync<ForeignRowException>(() => others.SaveChangesAsync(Cancel));

        others.ChangeTracker.Clear();
        others.Remove(row);
        await Assert.ThrowsAsync<ForeignRowException>(() => others.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task RowThatClaimsToBeOurs_ChangesNothingOfTheirs()
    {
        await using var database = await UpgradedAsync();
        var (ours, theirs) = (await WorkgroupAsync(database), await WorkgroupAsync(database));
        var customer = NewCustomer("theirs.example");
        await using (var context = database.Open(theirs))
        {
            context.Add(customer);
            await context.SaveChangesAsync(Cancel);
        }

        await using var forging = database.Open(ours);
        var forged = new Customer { Id = customer.Id, CompanyName = "Taken over", PrimaryDomain = "theirs.example", Created = Noon };
        forging.Entry(forged).Property(row => row.WorkgroupId).CurrentValue = ours.WorkgroupId;
        forging.Entry(forged).State = EntityState.Modified;

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => forging.SaveChangesAsync(Cancel));
        await using var check = database.Open(theirs);
        Assert.Equal("Example", (await check.Customers.SingleAsync(Cancel)).CompanyName);
    }

    [Fact]
    public async Task ReferenceIntoAnotherWorkgroup_IsRefusedByTheDatabaseItself()
    {
        await using var database = await UpgradedAsync();
        var (ours, theirs) = (await WorkgroupAsync(database), await WorkgroupAsync(database));
        var customer = NewCustomer("theirs.example");
        await using (var context = database.Open(theirs))
        {
            context.Add(customer);
            await context.SaveChangesAsync(Cancel);
        }

        await using var referring = database.Open(ours);
        referring.Add(NewProject(customer.Id, "Ours"));

        await Assert.ThrowsAsync<DbUpdateException>(() => referring.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task ManyRowsAtOnce_AreAsIfAddedOneByOne_OrNotThereAtAll()
    {
        await using var database = await UpgradedAsync();
        var ours = await WorkgroupAsync(database);
        var customer = NewCustomer("many.example");
        var project = NewProject(customer.Id, "Move");
        var mailboxes = Enumerable.Range(1, 20)
            .Select(number => new Mailbox { ProjectId = project.Id, SourceAddress = $"\"o'{number}\"@old.example", DestinationAddress = $"{number}@example.com", Created = Noon }).ToList();
        await using (var rows = database.Open(ours))
        {
            rows.AddRange([customer, project, .. mailboxes]);
            await rows.SaveChangesAsync(Cancel);
        }

        await InsertAsync(mailboxes.Take(1).Select(mailbox => NewPass(mailbox, PassState.Completed)));
        await Assert.ThrowsAsync<DbUpdateException>(() => InsertAsync([.. mailboxes.Select(mailbox => NewPass(mailbox, PassState.Queued)), NewPass(mailboxes[0], PassState.Queued)]));
        await InsertAsync(mailboxes.Select(mailbox => NewPass(mailbox, PassState.Queued)));
        await using var one = database.Open(ours);
        var single = NewPass(mailboxes[0], PassState.Completed);
        one.Add(single);
        await one.SaveChangesAsync(Cancel);

        await using var after = database.Open(ours);
        var passes = await after.Passes.AsNoTracking().ToListAsync(Cancel);
        Assert.Equal(mailboxes.Count + 2, passes.Count);
        Assert.Equal(mailboxes.Select(mailbox => mailbox.SourceAddress).Order(), passes.Where(row => row.State == PassState.Queued).Select(row => row.Mailbox).Order());
        var (mine, theirs) = (passes.Single(row => row.IsOver && row.Id != single.Id), passes.Single(row => row.Id == single.Id));
        Assert.All(
            typeof(MailboxPass).GetProperties().Where(property => property.Name != nameof(Owned.Id)), property => Assert.Equal(property.GetValue(theirs), property.GetValue(mine)));

        async Task InsertAsync(IEnumerable<MailboxPass> many)
        {
            await using var rows = database.Open(ours);
            await using var transaction = await rows.Database.BeginTransactionAsync(Cancel);
            await rows.InsertManyAsync([.. many], Cancel);
            await transaction.CommitAsync(Cancel);
        }
    }

    [Fact]
    public async Task House_MakesNothingThatBelongsToAWorkgroup()
    {
        await using var database = await UpgradedAsync();
        await using var context = database.Open(new PlaneScope.House());

        Assert.Throws<ForeignRowException>(() => context.Add(NewCustomer("nobodys.example")));
    }

    [Fact]
    public async Task BulkChanges_StayWithinTheWorkgroup()
    {
        await using var database = await UpgradedAsync();
        var (ours, theirs) = (await WorkgroupAsync(database), await WorkgroupAsync(database));
        foreach (var scope in new[] { ours, theirs })
        {
            await using var context = database.Open(scope);
            await FillAsync(context);
        }

        await using (var context = database.Open(ours))
        {
            await context.Mailboxes.ExecuteUpdateAsync(change => change.SetProperty(row => row.Star, 3), Cancel);
        }

        await using var check = database.Open(theirs);
        Assert.Null((await check.Mailboxes.SingleAsync(Cancel)).Star);
    }

    [Fact]
    public async Task NamesThatPeopleTakeForTheSame_AreTheSame_WithinAWorkgroup()
    {
        await using var database = await UpgradedAsync();
        var (ours, theirs) = (await WorkgroupAsync(database), await WorkgroupAsync(database));
        foreach (var scope in new[] { ours, theirs })
        {
            await using var context = database.Open(scope);
            var customer = NewCustomer("example.com");
            context.AddRange(customer, NewProject(customer.Id, "Büro Köln"));
            await context.SaveChangesAsync(Cancel);
        }

        await using var again = database.Open(ours);
        var id = (await again.Customers.SingleAsync(Cancel)).Id;
        again.Add(NewProject(id, " BU\u0308RO KO\u0308LN "));

        await Assert.ThrowsAsync<DbUpdateException>(() => again.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task Moments_ComeBackAndSort()
    {
        await using var database = await UpgradedAsync();
        var ours = await WorkgroupAsync(database);
        await using (var context = database.Open(ours))
        {
            context.AddRange(NewCustomer("b.example", Noon.AddMilliseconds(1)), NewCustomer("a.example"), NewCustomer("c.example", Noon.AddDays(-400)));
            await context.SaveChangesAsync(Cancel);
        }

        await using var reading = database.Open(ours);
        var recent = await reading.Customers.Where(row => row.Created >= Noon).OrderByDescending(row => row.Created).ToListAsync(Cancel);

        Assert.Equal(["b.example", "a.example"], recent.Select(row => row.PrimaryDomain));
        Assert.Equal(Noon, recent[1].Created);
    }

    [Fact]
    public async Task WhatAnAgentDoes_StandsInTheLog_WithoutSecrets()
    {
        await using var database = await UpgradedAsync();
        var ours = await WorkgroupAsync(database);
        var agent = Guid.CreateVersion7();
        var customer = NewCustomer("example.com");
        var endpoint = new Endpoint { CustomerId = customer.Id, Name = "Old", Kind = EndpointKind.Imap, Address = "imaps://old.example:993", Created = Noon };
        await using (var context = database.Open(ours with { AgentId = agent }))
        {
            context.AddRange(customer, endpoint);
            await context.SaveChangesAsync(Cancel);
            (endpoint.Name, endpoint.ProtectedSecret) = ("Older", "nobody-reads-this");
            await context.SaveChangesAsync(Cancel);
            context.Note(endpoint, "tested", "It answers.");
            context.Remove(endpoint);
            await context.SaveChangesAsync(Cancel);
        }

        await using var reading = database.Open(ours);
        var lines = await reading.Actions.Where(line => line.SubjectId == endpoint.Id).ToListAsync(Cancel);
        Assert.Equal(
            ["Old added ", "Older changed Name: Old → Older\nSecret: changed", "Older removed ", "Older tested It answers."],
            lines.Select(line => $"{line.Subject} {line.Action} {line.Details}").Order(StringComparer.Ordinal));
        Assert.All(lines, line => Assert.Equal((agent, nameof(Endpoint)), (line.AgentId, line.Kind)));
    }

    [Fact]
    public async Task WhatWasNotSaved_IsNotInTheLog_AndIsWrittenOnceWhenItIs()
    {
        await using var database = await UpgradedAsync();
        var ours = await WorkgroupAsync(database);
        await using var context = database.Open(ours with { AgentId = Guid.CreateVersion7() });
        context.Add(NewCustomer("taken.example"));
        await context.SaveChangesAsync(Cancel);
        var second = NewCustomer("taken.example");
        context.Add(second);

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancel));
        second.PrimaryDomain = "free.example";
        await context.SaveChangesAsync(Cancel);

        Assert.True(PlaneDatabase.IsDuplicate(refused));
        Assert.Equal(2, await context.Actions.CountAsync(Cancel));
    }

    private static Customer NewCustomer(string domain, DateTimeOffset? created = null) =>
        new() { CompanyName = "Example", PrimaryDomain = domain, Created = created ?? Noon };

    private static Project NewProject(Guid customer, string name) =>
        new() { CustomerId = customer, Name = name, Region = "here", Created = Noon };

    private static MailboxPass NewPass(Mailbox mailbox, PassState state) => new()
    {
        MailboxId = mailbox.Id, ProjectId = mailbox.ProjectId, Mailbox = mailbox.SourceAddress, Kind = PassKind.PreStage, OlderThan = Noon, State = state, IsOver = state == PassState.Completed,
        SubmittedBy = Guid.Empty, Submitted = Noon, Due = Noon, Grade = Grade.Good, ItemsPerSecond = 1.5,
    };

    /// <summary>One row of each kind. A kind that is missing here fails the tests that look for it.</summary>
    private static async Task FillAsync(PlaneContext context)
    {
        var customer = NewCustomer("example.com");
        var endpoint = new Endpoint { CustomerId = customer.Id, Name = "Old", Kind = EndpointKind.Imap, Address = "imaps://old.example:993", Created = Noon };
        var project = NewProject(customer.Id, "Move");
        project.SourceId = endpoint.Id;
        var mailbox = new Mailbox { ProjectId = project.Id, SourceAddress = "anna@old.example", DestinationAddress = "anna@example.com", Created = Noon };
        var pass = new MailboxPass
        {
            MailboxId = mailbox.Id, ProjectId = project.Id, Mailbox = mailbox.SourceAddress, Kind = PassKind.Full, SubmittedBy = Guid.Empty, Submitted = Noon, Due = Noon,
        };
        var agent = new Agent { DisplayName = "Otto", UserName = $"{project.Id}@msp.example", NormalizedUserName = $"{project.Id}", NormalizedEmail = $"{project.Id}", Created = Noon };
        var user = new CustomerUser { CustomerId = customer.Id, Address = "anna@example.com", Created = Noon };
        var pack = new LicencePack { Label = "Bought", Purchased = 1, Applied = 1, Created = Noon, Expires = Noon.AddYears(1) };
        context.AddRange(
            user,
            pack,
            new Licence { PackId = pack.Id, CustomerUserId = user.Id, Address = user.Address, Applied = Noon, Expires = pack.Expires },
            new LicenceOrder
            {
                Reference = $"{project.Id}", Quantity = 1, UnitPrice = 1500, Currency = "USD", OrderedBy = agent.Id, Created = Noon,
                BillingName = "Moves", BillingStreet = "1 Main Street", BillingPostalCode = "1", BillingCity = "Cologne", BillingCountry = "Germany",
            },
            customer,
            agent,
            new KeptRequest { AgentId = agent.Id, Key = "k", ProtectedFingerprint = "x", HeldUntil = Noon, Created = Noon },
            new Membership { AgentId = agent.Id, Role = Role.Associate, Created = Noon },
            new AccessToken { AgentId = agent.Id, Name = "Script", Hash = $"{project.Id}", Scope = TokenScope.Read, Created = Noon, Expires = Noon },
            new Invitation { Address = "otto@msp.example", Role = Role.Associate, Hash = $"{project.Id}", InvitedById = agent.Id, Created = Noon, Expires = Noon },
            new ActionEntry { At = Noon, Kind = "Project", SubjectId = project.Id, Subject = "Move", Action = "added" },
            endpoint,
            project,
            mailbox,
            pass,
            new CredentialRequest
            {
                MailboxId = mailbox.Id, AsksSource = true, AsksDestination = false, IsTried = true, Recipients = mailbox.SourceAddress, Hash = $"{project.Id}", AskedById = agent.Id, Asked = Noon, Expires = Noon,
            },
            new CheckRun
            {
                Kind = CheckKind.SourceTest, EndpointId = endpoint.Id, ProjectId = project.Id, Subject = endpoint.Address, Started = Noon, Finished = Noon, Verdict = TestOutcome.Ok, Headline = "Everything works",
                Version = "1", Steps = "[]",
            },
            new RunbookTick { ProjectId = project.Id, Step = "PrepareSource", IsDone = true, Note = "", AgentId = agent.Id, At = Noon },
            new NoticeTemplate { ProjectId = project.Id, Kind = NoticeKind.PassFailed, Subject = "Failed", Body = "Failed" },
            new PassNotice { PassId = pass.Id, ProjectId = project.Id, IsSuccess = true, Created = Noon },
            new ItemError { PassId = pass.Id, Folder = "INBOX", Uid = 1, Outcome = ItemOutcome.Failed, Message = "", Remedy = "", Bytes = 0 },
            new PassFolder { PassId = pass.Id, Position = 0, Source = "INBOX", Found = 1, Copied = 0, AlreadyThere = 0, Skipped = 0, Failed = 1, BytesCopied = 0 });
        await context.SaveChangesAsync(Cancel);
    }

    private static Task<List<Owned>> ListAsync(PlaneContext context, string kind)
    {
        var type = context.Model.GetEntityTypes().Single(entity => entity.ClrType.Name == kind).ClrType;
        var set = typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, BindingFlags.Public | BindingFlags.Instance, [])!.MakeGenericMethod(type);
        return ((IQueryable<Owned>)set.Invoke(context, [])!).AsNoTracking().ToListAsync(Cancel);
    }

    private async Task<PlaneDatabase> UpgradedAsync()
    {
        var database = Open();
        await database.UpgradeAsync(Cancel);
        return database;
    }

    private static async Task<PlaneScope.Of> WorkgroupAsync(PlaneDatabase database)
    {
        await using var context = database.Open(new PlaneScope.House());
        var workgroup = new Workgroup { Name = "Workgroup", Created = Noon };
        context.Add(workgroup);
        await context.SaveChangesAsync(Cancel);
        return new PlaneScope.Of(workgroup.Id);
    }
}
