using System.Security.Cryptography;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.People;
using Turnstone.Client.Projects;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Server;
using Turnstone.Server.Sessions;
using Turnstone.Server.Setup;

namespace Turnstone.Cli.Demo;

/// <summary>
/// The same move once more as a service, for the browser: the people's mail into other mailboxes of the new server, up to where the cut-over would be.
/// Disposing it ends it; what it keeps lies in the demo's folder.
/// </summary>
internal sealed class DemoService : IAsyncDisposable
{
    private const string Email = "you@demo.example";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly OpenDoor _door;
    private readonly string _password = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly WebApplication _server;
    private TurnstoneClient? _client;

    private DemoService(WebApplication server, OpenDoor door) => (_server, _door) = (server, door);

    /// <summary>The link that signs in and shows the project.</summary>
    public Uri Link { get; private set; } = null!;

    /// <summary>Starts it with a project of everybody, and moves what is older than three months.</summary>
    /// <exception cref="RefusedException">It refused what the demo asked of it.</exception>
    public static async Task<DemoService> StartAsync(DemoServers servers, TimeProvider time, CancellationToken cancellationToken)
    {
        var door = new OpenDoor(RandomNumberGenerator.GetHexString(32, lowercase: true), Email);
        var settings = new ServerSettings { DataDirectory = Path.Combine(servers.Folder, "served"), Urls = ["http://127.0.0.1:0"], OpenDoor = door };
        var server = await TurnstoneServer.PrepareAsync(settings, time, builder => builder.Logging.ClearProviders(), cancellationToken);
        var service = new DemoService(server, door);
        try
        {
            await server.StartAsync(cancellationToken);
            await service.SetUpAsync(cancellationToken);
            await service.MoveAsync(await service.MakeProjectAsync(servers, cancellationToken), time, cancellationToken);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }

    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(_server.Urls.First());
        var setup = await FirstStart.SetupLinkAsync(_server, cancellationToken) ?? throw new InvalidOperationException("A new server was set up already.");
        _client = new TurnstoneClient(address);
        await _client.SetUpAsync(
            new SetupDraft { Code = HttpUtility.ParseQueryString(setup.Query)["code"]!, Workgroup = "Demo", Name = "You", Email = Email, Password = _password }, cancellationToken);
        await _client.SignInAsync(new SignInDraft { Email = Email, Password = _password }, cancellationToken);
    }

    private async Task<ProjectInfo> MakeProjectAsync(DemoServers servers, CancellationToken cancellationToken)
    {
        var client = _client!;
        var authorities = await File.ReadAllTextAsync(servers.TrustFile, cancellationToken);
        var customer = await client.AddCustomerAsync(new CustomerDraft { CompanyName = "Old Ltd", PrimaryDomain = SampleCompany.Domain }, cancellationToken);
        var source = await client.AddEndpointAsync(
            new EndpointDraft
            {
                CustomerId = customer.Id, Name = "Old server", Kind = EndpointType.Imap, Address = $"imaps://{servers.Dovecot.Host}:{servers.Dovecot.ImapsPort}", TrustedAuthorities = authorities,
            },
            cancellationToken);
        var destination = await client.AddEndpointAsync(
            new EndpointDraft
            {
                CustomerId = customer.Id, Name = "New Exchange", Kind = EndpointType.Exchange, Address = servers.Exchange.EwsUrl.AbsoluteUri,
                Login = DemoServers.ServiceLogin, Secret = servers.Password, TrustedAuthorities = authorities,
            },
            cancellationToken);
        var project = await client.AddProjectAsync(
            new ProjectDraft { CustomerId = customer.Id, Name = "Everybody to Exchange", Region = "here", SourceId = source.Id, DestinationId = destination.Id }, cancellationToken);
        foreach (var person in servers.People)
        {
            await client.AddMailboxAsync(
                project.Id, new MailboxDraft { SourceAddress = person.Address, DestinationAddress = DemoServers.ServedAddressOf(person), SourceSecret = servers.Password }, cancellationToken);
        }

        Link = _door.To(new Uri(_server.Urls.First()), $"/projects/{project.Id}");
        return project;
    }

    private async Task MoveAsync(ProjectInfo project, TimeProvider time, CancellationToken cancellationToken)
    {
        await PassAsync(project, new PassDraft { Kind = PassKind.Verify }, time, cancellationToken);
        await PassAsync(project, new PassDraft { Kind = PassKind.PreStage, OlderThan = time.GetUtcNow().AddDays(-90) }, time, cancellationToken);
    }

    private async Task PassAsync(ProjectInfo project, PassDraft pass, TimeProvider time, CancellationToken cancellationToken)
    {
        await _client!.SubmitPassesAsync(project.Id, pass, cancellationToken);
        while ((await _client.ListPassesAsync(project.Id, take: 1000, cancellationToken: cancellationToken)).Items.Any(one => one.Finished is null))
        {
            await Task.Delay(Look, time, cancellationToken);
        }
    }
}
