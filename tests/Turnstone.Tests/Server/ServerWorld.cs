using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Client;
using Turnstone.Client.People;
using Turnstone.Connectors;
using Turnstone.Server;
using Turnstone.Server.Licences;
using Turnstone.Server.Mail;
using Turnstone.Server.OpenId;
using Turnstone.Server.Security;
using Turnstone.Server.Setup;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Workgroups;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>A server in memory on a database of its own, and clients who are signed in to it.</summary>
public sealed class ServerWorld : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    /// <summary>Where people find it.</summary>
    public const string Address = "https://msp.example/turnstone";

    /// <summary>When it starts.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private readonly string _directory;
    private readonly WebApplication _server;

    private ServerWorld(string directory, WebApplication server, FakeTimeProvider time) => (_directory, _server, Time) = (directory, server, time);

    public FakeTimeProvider Time { get; }

    /// <summary>What it keeps in files.</summary>
    public string DataDirectory => _directory;

    public IServiceProvider Services => _server.Services;

    /// <summary>Everything it serves.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts one. Where it is given a listener, mails arrive there: when <see cref="SendMailsAsync"/> says so, or by themselves where it pumps.</summary>
    public static async Task<ServerWorld> StartAsync(ILoggerProvider? log = null, SmtpListener? mail = null, bool pumps = false, Action<IServiceCollection>? arrange = null, LicensingSettings? licensing = null, OpenIdSettings? openId = null, string? postgres = null)
    {
        var directory = Directory.CreateTempSubdirectory("turnstone-").FullName;
        var time = new FakeTimeProvider(Start);
        var settings = new ServerSettings { DataDirectory = directory, RunsPasses = false, PublicAddress = new Uri(Address), Smtp = SmtpOf(mail), Licensing = licensing, OpenId = openId, Postgres = postgres };
        var server = await TurnstoneServer.PrepareAsync(settings, time, Arrange, Cancel);
        await server.StartAsync(Cancel);
        return new ServerWorld(directory, server, time);

        void Arrange(WebApplicationBuilder builder)
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();

            // Hundreds of servers with agents of their own: how slowly a password is hashed is the framework's affair.
            builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
            arrange?.Invoke(builder.Services);
            if (!pumps && builder.Services.SingleOrDefault(service => service.ImplementationType == typeof(MailPump)) is { } pump)
            {
                builder.Services.Remove(pump);
            }

            if (log is not null)
            {
                builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            }
        }
    }

    /// <summary>Has it leave, as one does that is asked to stop.</summary>
    public Task LeaveAsync(TimeSpan lead, CancellationToken hurry = default) => ServerDrain.StopAsync(_server, lead, hurry);

    /// <summary>Whether it has stopped.</summary>
    public bool HasStopped => _server.Lifetime.ApplicationStopped.IsCancellationRequested;

    /// <summary>Its rows, of all workgroups.</summary>
    public PlaneContext Rows() => Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());

    /// <summary>Has mails that are due written and sent, as a round of the pump does.</summary>
    public async Task SendMailsAsync()
    {
        foreach (var due in Services.GetServices<IDueMails>())
        {
            await due.WriteAsync(Cancel);
        }

        await Services.GetRequiredService<MailSender>().SendDueAsync(Cancel);
    }

    /// <summary>The code of the set-up link; null where the server is set up.</summary>
    public async Task<string?> SetupCodeAsync() =>
        await FirstStart.SetupLinkAsync(_server, Cancel) is { } link ? System.Web.HttpUtility.ParseQueryString(link.Query)["code"] : null;

    /// <summary>Somebody who is not signed in; keeps cookies.</summary>
    public HttpClient Stranger() => new(Network()) { BaseAddress = new Uri("http://localhost/api/v1/") };

    /// <summary>The way to it, whatever host is named; keeps cookies.</summary>
    public HttpMessageHandler Network() => new CookieHandler(Bare());

    /// <summary>The same, for those who keep their cookies themselves.</summary>
    public HttpMessageHandler Bare() => _server.GetTestServer().CreateHandler();

    /// <summary>A new workgroup.</summary>
    public async Task<Guid> AddWorkgroupAsync(string name = "Workgroup")
    {
        var workgroup = new Workgroup { Name = name, Created = Time.GetUtcNow() };
        await using var rows = Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        rows.Add(workgroup);
        await rows.SaveChangesAsync(Cancel);
        return workgroup.Id;
    }

    /// <summary>A new agent of a workgroup; signs in with <see cref="Password"/>.</summary>
    public async Task<string> AddAgentAsync(Guid workgroup, Role role)
    {
        await using var scope = Services.CreateAsyncScope();
        var agent = await scope.ServiceProvider.GetRequiredService<NewAgents>().CreateAsync($"The {role}", $"{Guid.NewGuid():N}@msp.example", Password);
        await using var rows = Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(workgroup));
        rows.AddRange(agent, new Membership { AgentId = agent.Id, Role = role, Created = Time.GetUtcNow() });
        await rows.SaveChangesAsync(Cancel);
        return agent.Email!;
    }

    /// <summary>Somebody who is signed in as a new agent of a workgroup.</summary>
    public async Task<HttpClient> SignedInAsync(Guid workgroup, Role role = Role.Administrator)
    {
        var client = Stranger();
        var answer = await client.PostAsJsonAsync("session", new SignInDraft { Email = await AddAgentAsync(workgroup, role), Password = Password }, ContractJson.Options, Cancel);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>Somebody who signs in as an agent there is.</summary>
    public async Task<HttpClient> SignedInAsync(string email, string password = Password, string? code = null)
    {
        var client = Stranger();
        await client.SendAsync(HttpMethod.Post, "session", new SignInDraft { Email = email, Password = password, Code = code }).ReadAsync<SessionInfo>();
        return client;
    }

    /// <summary>Who somebody is who is signed in.</summary>
    public static Task<SessionInfo> WhoAsync(HttpClient client) => client.SendAsync(HttpMethod.Get, "session").ReadAsync<SessionInfo>();

    /// <summary>A script with a token of a new agent of a workgroup.</summary>
    public async Task<HttpClient> WithTokenAsync(Guid workgroup, AccessScope scope, Role role = Role.Administrator)
    {
        var owner = await SignedInAsync(workgroup, role);
        var answer = await owner.PostAsJsonAsync("tokens", new TokenDraft { Name = "Script", Scope = scope }, ContractJson.Options, Cancel);
        var token = (await answer.Content.ReadFromJsonAsync<NewToken>(ContractJson.Options, Cancel))!.Token;
        var client = Stranger();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static SmtpSettings? SmtpOf(SmtpListener? mail) => mail is null ? null : new SmtpSettings
    {
        Host = "127.0.0.1",
        Port = mail.Port,
        Security = SmtpSecurity.None,
        Sender = "Turnstone <turnstone@msp.example>",
        Login = mail.Login?.Split(' ')[0],
        Password = mail.Login is { } login ? new Secret(login.Split(' ')[1]) : null,
    };

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Keeps cookies, as a browser does.</summary>
    private sealed class CookieHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly System.Net.CookieContainer _cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } cookies)
            {
                request.Headers.Add("Cookie", cookies);
            }

            var answer = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                _cookies.SetCookies(request.RequestUri!, cookie);
            }

            return answer;
        }
    }
}
