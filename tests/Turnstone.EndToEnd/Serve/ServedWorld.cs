using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.EndToEnd.Migration;
using Turnstone.Sandbox;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>
/// A company that moves by a <c>turnstone serve</c> of its own process, asked over REST alone: real servers at both ends, and a mail server that takes
/// what it sends. Disposing it leaves nothing.
/// </summary>
internal sealed class ServedWorld : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string? _postgres;
    private readonly IReadOnlyList<string> _arguments;
    private readonly List<ServeProcess> _started = [];
    private readonly ServedCluster? _cluster;
    private string _token = "";

    private ServedWorld(MigrationWorld servers, string? postgres, ServedCluster? cluster, IReadOnlyList<string> arguments) =>
        (Servers, _postgres, _cluster, _arguments) = (servers, postgres, cluster, arguments);

    /// <summary>The old server and the new one.</summary>
    public MigrationWorld Servers { get; }

    /// <summary>What the server mailed.</summary>
    public SmtpListener Mails { get; } = new();

    /// <summary>The server's process, the latest.</summary>
    public ServeProcess Serve { get; private set; } = null!;

    /// <summary>A client of it, with all rights of its first Administrator.</summary>
    public TurnstoneClient Client { get; private set; } = null!;

    /// <summary>The customer whose mail moves.</summary>
    public CustomerInfo Customer { get; private set; } = null!;

    /// <summary>The endpoint of the new server.</summary>
    public EndpointInfo Destination { get; private set; } = null!;

    /// <summary>The project.</summary>
    public ProjectInfo Project { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts the servers, empty, and a fresh control plane; sets it up and makes a project of everybody.</summary>
    public static async Task<ServedWorld> StartAsync(
        IReadOnlyList<SamplePerson> people, string? postgres, Func<ProjectDraft, ProjectDraft>? change = null,
        Func<ExchangeServerOptions, string, ExchangeServerOptions>? exchange = null, IReadOnlyList<string>? arguments = null, ServedCluster? cluster = null, params string[] watched)
    {
        var world = new ServedWorld(await MigrationWorld.StartAsync(people, exchange, watched), postgres, cluster, arguments ?? []);
        try
        {
            await world.StartServeAsync();
            world._token = await world.Serve.SetUpAsync(Cancel);
            world.Client = world.Serve.Client(world._token);
            await world.MakeProjectAsync(change ?? (draft => draft));
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again where it was killed, on what it kept; the client speaks to the new one from then on.</summary>
    public async Task RestartServeAsync()
    {
        await StartServeAsync();
        Client.Dispose();
        Client = Serve.Client(_token);
    }

    /// <summary>Another process on the same data; it ends with the world.</summary>
    public async Task<ServeProcess> StartAnotherAsync(string directory, params string[] more)
    {
        var data = Path.Combine(Servers.Folder, directory);
        var another = await ServeProcess.StartAsync(data, _postgres, Cancel, Environment(), ["--keys", Path.Combine(Servers.Folder, "serve", "keys"), .. _cluster?.Arguments() ?? [], .. more]);
        _started.Add(another);
        return another;
    }

    /// <summary>A client of another process.</summary>
    public TurnstoneClient ClientOf(ServeProcess process) => process.Client(_token);

    /// <summary>Gives the new server's address to its endpoint, with the password, which has to be told again.</summary>
    public async Task PointToExchangeAsync() => Destination = await Client.ChangeEndpointAsync(Destination.Id, DestinationDraft(), Cancel);

    /// <summary>Gives a project a mailbox of everybody.</summary>
    public async Task ImportPeopleAsync(ProjectInfo project)
    {
        await using var list = File.OpenRead(Servers.ListPath);
        var import = await Client.ImportMailboxesAsync(project.Id, list, cancellationToken: Cancel);
        Assert.Empty(import.Faults);
        Assert.Equal(Servers.People.Count, import.Added);
    }

    /// <summary>Submits a pass over every mailbox, of which none may be refused, and waits until all are over.</summary>
    public async Task<IReadOnlyList<PassInfo>> RunAsync(PassKind kind)
    {
        await SubmitAsync(new PassDraft { Kind = kind });
        return await WaitAsync();
    }

    /// <summary>Submits passes of which none may be refused.</summary>
    public async Task SubmitAsync(PassDraft draft)
    {
        var submission = await Client.SubmitPassesAsync(Project.Id, draft, Cancel);
        Assert.Empty(submission.Refused);
    }

    /// <summary>Waits until no pass is under way; returns the last of each mailbox, by address.</summary>
    public async Task<IReadOnlyList<PassInfo>> WaitAsync(TurnstoneClient? client = null, ProjectInfo? project = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var last = await LastPassesAsync(client, project);
            if (last.All(pass => pass.Finished is not null))
            {
                return last;
            }

            Assert.True(
                TimeProvider.System.GetElapsedTime(started) < Patience,
                $"After {Patience} passes are still under way: {string.Join(", ", last.GroupBy(pass => pass.State).Select(group => $"{group.Count()} {group.Key}"))}\n{string.Join('\n', _started.Select(process => process.Output))}");
            await Task.Delay(Look, Cancel);
        }
    }

    /// <summary>The last pass of each mailbox, by address.</summary>
    public async Task<IReadOnlyList<PassInfo>> LastPassesAsync(TurnstoneClient? client = null, ProjectInfo? project = null)
    {
        var passes = await (client ?? Client).ListPassesAsync((project ?? Project).Id, take: 1000, cancellationToken: Cancel);
        return [.. passes.Items.GroupBy(pass => pass.MailboxId).Select(group => group.MaxBy(pass => pass.Submitted)!).OrderBy(pass => pass.Mailbox, StringComparer.Ordinal)];
    }

    /// <summary>Every message of everybody is at the new server, once and as it was.</summary>
    public async Task AssertAllMovedAsync()
    {
        foreach (var person in Servers.People)
        {
            MovedMail.AssertSameMail(await Servers.ReadOldAsync(person), await Servers.ReadNewAsync(person));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var process in _started)
        {
            await process.DisposeAsync();
        }

        await Mails.DisposeAsync();
        await Servers.DisposeAsync();
    }

    private Dictionary<string, string?> Environment() => new()
    {
        ["TURNSTONE_SMTP_HOST"] = "127.0.0.1",
        ["TURNSTONE_SMTP_PORT"] = FormattableString.Invariant($"{Mails.Port}"),
        ["TURNSTONE_SMTP_TLS"] = "none",
        ["TURNSTONE_SMTP_SENDER"] = "Turnstone <turnstone@msp.example>",
        ["TURNSTONE_CLUSTER_PASSWORD"] = _cluster?.Password,
    };

    private async Task StartServeAsync()
    {
        Serve = await ServeProcess.StartAsync(Path.Combine(Servers.Folder, "serve"), _postgres, Cancel, Environment(), [.. _arguments, .. _cluster?.Arguments() ?? []]);
        _started.Add(Serve);
    }

    private async Task MakeProjectAsync(Func<ProjectDraft, ProjectDraft> change)
    {
        Customer = await Client.AddCustomerAsync(new CustomerDraft { CompanyName = "Old Ltd", PrimaryDomain = "old.example" }, Cancel);
        var source = await Client.AddEndpointAsync(
            new EndpointDraft
            {
                CustomerId = Customer.Id, Name = "Old server", Kind = EndpointType.Imap,
                Address = $"imaps://{Servers.Dovecot.Host}:{Servers.Dovecot.ImapsPort}",
                TrustedAuthorities = await File.ReadAllTextAsync(Servers.Dovecot.AuthorityPath, Cancel),
            },
            Cancel);
        Destination = await Client.AddEndpointAsync(DestinationDraft(), Cancel);
        Project = await Client.AddProjectAsync(
            change(new ProjectDraft
            {
                CustomerId = Customer.Id, Name = "Everybody", SourceId = source.Id, DestinationId = Destination.Id, Region = "On premises",
            }),
            Cancel);
        await ImportPeopleAsync(Project);
    }

    private EndpointDraft DestinationDraft() => new()
    {
        CustomerId = Customer.Id, Name = "New server", Kind = EndpointType.Exchange,
        Address = Servers.DestinationUrl.AbsoluteUri, Login = MigrationWorld.ServiceLogin, Secret = MigrationWorld.ServicePassword,
        TrustedAuthorities = Servers.Exchange.CertificateAuthorityPem ?? "",
    };
}
