using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.Server.Dispatch;
using Turnstone.Server.Licences;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;
using Turnstone.Testing;
using Turnstone.Testing.Mail;
using Xunit;
using PassState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.Tests.Server.Dispatch;

/// <summary>A server with a project of mailboxes in memory. Nothing looks or beats by itself: tests say when.</summary>
internal sealed class DispatchWorld : IAsyncDisposable
{
    private DispatchWorld(ServerWorld world) => World = world;

    public ServerWorld World { get; }

    public MemoryOpener Opener { get; } = new();

    public Guid Workgroup { get; private set; }

    public Guid Project { get; private set; }

    public IReadOnlyList<Guid> Mailboxes { get; private set; } = [];

    public HttpClient Client { get; private set; } = null!;

    public PlaneDatabase Plane => World.Services.GetRequiredService<PlaneDatabase>();

    public Dispatcher Dispatcher => World.Services.GetRequiredService<Dispatcher>();

    public Heart Heart => World.Services.GetRequiredService<Heart>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A project with so many mailboxes, each with so many messages, of which so many may move at once.</summary>
    public static async Task<DispatchWorld> StartAsync(int mailboxes = 1, int messages = 3, int atOnce = 100, LicensingSettings? licensing = null, SmtpListener? mail = null)
    {
        DispatchWorld dispatch = null!;
        var world = await ServerWorld.StartAsync(mail: mail, arrange: services => services.AddSingleton<IMailboxOpener>(_ => dispatch.Opener), licensing: licensing);
        dispatch = new DispatchWorld(world) { Workgroup = await world.AddWorkgroupAsync() };
        dispatch.Client = await world.SignedInAsync(dispatch.Workgroup);
        await dispatch.FillAsync(mailboxes, atOnce);
        foreach (var mailbox in dispatch.Mailboxes)
        {
            for (var number = 1; number <= messages; number++)
            {
                dispatch.Opener.Of(mailbox).Inbox.Add(SeedMessage.Plain(number));
            }
        }

        return dispatch;
    }

    public Task<HttpResponseMessage> SubmitAsync(PassKind kind, DateTimeOffset? due = null, int priority = 0, params Guid[] mailboxes) => Client.SendAsync(
        HttpMethod.Post, $"projects/{Project}/passes", new PassDraft { Kind = kind, Due = due, Priority = priority, Mailboxes = mailboxes.Length == 0 ? null : mailboxes });

    public Task<StopResult> StopAsync() => Client.SendAsync(HttpMethod.Post, $"projects/{Project}/passes/stop", new StopDraft()).ReadAsync<StopResult>();

    /// <summary>Submits a full pass over the first mailbox's addresses in another project of the workgroup; returns that pass.</summary>
    public async Task<Guid> SubmitElsewhereAsync()
    {
        var first = await Client.SendAsync(HttpMethod.Get, $"mailboxes/{Mailboxes[0]}").ReadAsync<MailboxInfo>();
        var project = await Client.SendAsync(HttpMethod.Post, $"projects/{Project}/clone", new ProjectCloneDraft { Name = "Another" }).ReadAsync<ProjectInfo>();
        var mailbox = await Client.SendAsync(
            HttpMethod.Post, $"projects/{project.Id}/mailboxes", new MailboxDraft { SourceAddress = first.SourceAddress, DestinationAddress = first.DestinationAddress }).ReadAsync<MailboxInfo>();
        await Client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/passes", new PassDraft { Kind = PassKind.Full, Mailboxes = [mailbox.Id] });
        var page = await Client.SendAsync(HttpMethod.Get, $"projects/{project.Id}/passes").ReadAsync<Turnstone.Client.Paged<PassInfo>>();
        return Assert.Single(page.Items).Id;
    }

    /// <summary>The latest pass over a mailbox, as a client sees it.</summary>
    public async Task<PassInfo> PassAsync(Guid? mailbox = null)
    {
        var page = await Client.SendAsync(HttpMethod.Get, $"projects/{Project}/passes?mailbox={mailbox ?? Mailboxes[0]}&take=1").ReadAsync<Turnstone.Client.Paged<PassInfo>>();
        return Assert.Single(page.Items);
    }

    /// <summary>Looks once and waits until what was taken on is over.</summary>
    public async Task RunAsync()
    {
        await Dispatcher.LookAsync(isNews: true, Cancel);
        await IdleAsync();
    }

    /// <summary>Starts a full pass over the first mailbox and waits until a delivery of it is held up by the task.</summary>
    public async Task HoldDeliveryAsync(Task held)
    {
        var reached = new TaskCompletionSource();
        Opener.Of(Mailboxes[0]).Destination.BeforeDelivery = async (_, _) =>
        {
            reached.TrySetResult();
            await held;
        };
        await SubmitAsync(PassKind.Full);
        await Dispatcher.LookAsync(isNews: true, Cancel);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(Turnstone.Client.Passes.PassState.Migrating, (await PassAsync()).State);
    }

    /// <summary>Waits until nothing is under way here.</summary>
    public Task IdleAsync() => Task.WhenAll(World.Services.GetRequiredService<RunningPasses>().List().Select(pass => pass.Over)).WaitAsync(Cancel);

    /// <summary>Another process on the same rows.</summary>
    public PassLeases Elsewhere(string name = "elsewhere") => new(Plane, name, World.Time);

    public async Task<Guid> PassIdAsync() => (await PassAsync()).Id;

    public async Task<PassState> StateAsync(Guid pass)
    {
        await using var rows = Plane.Open(new PlaneScope.House());
        return await rows.Passes.Where(row => row.Id == pass).Select(row => row.State).SingleAsync(Cancel);
    }

    public async Task ChangeProjectAsync(Action<Project> change)
    {
        await using var rows = Plane.Open(new PlaneScope.Of(Workgroup));
        change(await rows.Projects.SingleAsync(Cancel));
        await rows.SaveChangesAsync(Cancel);
    }

    /// <summary>The workgroup shares its projects from now on.</summary>
    public async Task ShareAsync()
    {
        await using var rows = Plane.Open(new PlaneScope.House());
        await rows.Workgroups.ExecuteUpdateAsync(change => change.SetProperty(row => row.SharesProjects, true), Cancel);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private async Task FillAsync(int mailboxes, int atOnce)
    {
        var now = World.Time.GetUtcNow();
        var customer = new Customer { CompanyName = "Example", PrimaryDomain = "example.com", Created = now };
        var source = new Endpoint { CustomerId = customer.Id, Name = "Old", Kind = EndpointKind.Imap, Address = "imaps://old.example:993", Created = now };
        var destination = new Endpoint { CustomerId = customer.Id, Name = "New", Kind = EndpointKind.Exchange, Address = "https://new.example/EWS/Exchange.asmx", Created = now };
        var project = new Project
        {
            CustomerId = customer.Id, Name = "Move", Region = "here", Created = now, SourceId = source.Id, DestinationId = destination.Id, MostAtOnce = atOnce,
        };
        var rows = Enumerable.Range(1, mailboxes)
            .Select(number => new Mailbox { ProjectId = project.Id, SourceAddress = $"user{number}@old.example", DestinationAddress = $"user{number}@example.com", Created = now })
            .ToList();
        await using var context = Plane.Open(new PlaneScope.Of(Workgroup));
        context.AddRange(customer, source, destination, project);
        context.AddRange(rows);
        await context.SaveChangesAsync(Cancel);
        (Project, Mailboxes) = (project.Id, [.. rows.Select(row => row.Id)]);
    }
}
