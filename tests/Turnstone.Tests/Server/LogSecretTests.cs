using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Turnstone.Client.Endpoints;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.People;
using Turnstone.Client.Projects;
using Turnstone.Server.Dispatch;
using Turnstone.Server.Security;
using Turnstone.Storage.Plane;
using Turnstone.Testing;
using Turnstone.Testing.Mail;
using Turnstone.Tests.Server.Dispatch;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>
/// Everything that is logged at the lowest level while all routes are called, rightly and wrongly, with secrets that are marked: none of them may
/// show. A word marked with Marked is one that no log may hold.
/// </summary>
public sealed class LogSecretTests : IAsyncLifetime
{
    private const string Mark = "Marked";

    private readonly KeptLog _log = new();
    private readonly SmtpListener _mail = new();
    private readonly MemoryOpener _opener = new();
    private readonly List<string> _secrets = [Mark, ServerWorld.Password, "anna@", "tst_"];
    private ServerWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _world = await ServerWorld.StartAsync(_log, _mail, arrange: services => services.AddSingleton<IMailboxOpener>(_opener));

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task NothingSecret_IsEverLogged()
    {
        var administrator = await SetUpAsync();
        var workgroup = (await ServerWorld.WhoAsync(administrator)).WorkgroupId;
        await SignInWithTwoStepsAsync(administrator);
        await MoveAsync(administrator);
        await AskWronglyAsync(administrator);
        await WalkAsync(administrator, workgroup);

        var text = _log.Text;
        Assert.Empty(_secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{secret}: {Around(text, secret)}"));
    }

    [Fact]
    public async Task EveryRequest_LeavesALine_WithItsTemplateAndWhoItWas()
    {
        var workgroup = await _world.AddWorkgroupAsync();
        var client = await _world.SignedInAsync(workgroup);
        var agent = (await ServerWorld.WhoAsync(client)).AgentId;
        await WalkAsync(client, workgroup);

        foreach (var route in RouteSamples.Guarded(_world))
        {
            await _log.WaitForAsync($" {route.RoutePattern.RawText} answered ", Cancel);
        }

        Assert.Matches($"GET /api/v1/session/? answered 200 in \\d+ ms, to agent {agent} of workgroup {workgroup}", _log.Text);
        await _world.Stranger().SendAsync(HttpMethod.Post, "session", new SignInDraft { Email = "nobody@msp.example", Password = ServerWorld.Password });
        Assert.Matches(@"POST /api/v1/session/? answered 401 in \d+ ms\n", _log.Text);
    }

    [Fact]
    public async Task RefusedRequest_AndOneThatFitsNoRoute_LeaveALineToo()
    {
        var client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());

        await client.SendAsync(HttpMethod.Get, $"projects/{Guid.NewGuid()}");
        await client.SendAsync(HttpMethod.Get, "nothing/MarkedPath");
        await client.SendAsync(new HttpMethod("MARKEDMETHOD"), "customers");

        Assert.Matches(@"GET /api/v1/projects/\{project:guid\} answered 404 in", _log.Text);
        Assert.Matches(@"GET \(no route\) answered 403 in", _log.Text);
        Assert.DoesNotContain(Mark, _log.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task DatabaseThatRefuses_IsLoggedWithoutItsValues()
    {
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());

        Assert.False(Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions
            .GetService<Microsoft.EntityFrameworkCore.Infrastructure.IDbContextOptions>(rows).FindExtension<Microsoft.EntityFrameworkCore.Infrastructure.CoreOptionsExtension>()!.IsSensitiveDataLoggingEnabled);
    }

    [Fact]
    public void KeysAreInAFolderOfTheServersOwn()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_world.DataDirectory, "keys")));
        }
    }

    private async Task<HttpClient> SetUpAsync()
    {
        var code = (await _world.SetupCodeAsync())!;
        _secrets.Add(code);
        var client = _world.Stranger();
        await client.SendAsync(HttpMethod.Post, "setup", new SetupDraft { Code = code, Workgroup = "Moves", Name = "Anna Marked", Email = "anna@msp.example", Password = ServerWorld.Password });
        return await _world.SignedInAsync("anna@msp.example");
    }

    private async Task SignInWithTwoStepsAsync(HttpClient client)
    {
        var key = await client.SendAsync(HttpMethod.Post, "agent/two-step").ReadAsync<TwoStepKey>();
        var code = AuthenticatorCodes.CodeAt(key.SharedKey, _world.Time.GetUtcNow());
        var recovery = await client.SendAsync(HttpMethod.Post, "agent/two-step/confirm", new TwoStepCode { Code = code }).ReadAsync<RecoveryCodes>();
        _secrets.AddRange([key.SharedKey, .. recovery.Codes]);
        await _world.SignedInAsync("anna@msp.example", code: recovery.Codes[0]);
        var token = (await client.SendAsync(HttpMethod.Post, "tokens", new TokenDraft { Name = "MarkedName" }).ReadAsync<NewToken>()).Token;
        _secrets.Add(token);
        var script = _world.Stranger();
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await script.SendAsync(HttpMethod.Get, "customers?search=MarkedSearch");
    }

    private async Task MoveAsync(HttpClient client)
    {
        var customer = await client.AddCustomerAsync("marked.example");
        var source = await client.AddAsync(Moves.Source(customer, "imaps://marked-mail.example") with { Login = "MarkedLogin", Secret = "MarkedSecret", AdministratorForm = "authzid" });
        var destination = await client.AddAsync(Moves.Destination(customer) with { Login = "MarkedLogin", Secret = "MarkedPassword" });
        var project = await client.AddAsync(new ProjectDraft { CustomerId = customer, Name = "MarkedProject", Region = "here", SourceId = source.Id, DestinationId = destination.Id, KeepsSubjects = true });
        var mailbox = await client.AddAsync(project.Id, Moves.Mailbox("anna") with { SourceSecret = "MarkedSource", DestinationSecret = "MarkedDestination" });
        await client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/mailboxes/import", "Source Email,Source Password,Destination Email\nbert@old.example,MarkedCell,bert@new.example\n,MarkedCell,x\n");
        var inbox = _opener.Of(mailbox.Id).Inbox;
        for (var number = 1; number <= 3; number++)
        {
            inbox.Add(SeedMessage.Plain(number) with { Content = Encoding.ASCII.GetBytes($"From: anna@old.example\r\nSubject: MarkedSubject {number}\r\nMessage-Id: <{number}@marked.example>\r\n\r\nMarkedBody\r\n") });
        }

        _opener.Of(mailbox.Id).Destination.Refuse = item => item.Source.Uid == 2 ? PassTests.Refused : null;
        await client.SendAsync(HttpMethod.Post, $"projects/{project.Id}/passes", new Client.Passes.PassDraft { Kind = Client.Passes.PassKind.Full });
        await _world.Services.GetRequiredService<Dispatcher>().LookAsync(isNews: true, Cancel);
        await Task.WhenAll(_world.Services.GetRequiredService<RunningPasses>().List().Select(pass => pass.Over)).WaitAsync(Cancel);
        await client.SendAsync(HttpMethod.Post, "invitations", new InvitationDraft { Addresses = ["marked@msp.example"] });
        await _world.Stranger().SendAsync(HttpMethod.Post, "password-reset", new ResetRequest { Email = "anna@msp.example" });
        await _world.SendMailsAsync();
    }

    /// <summary>What clients get wrong: frameworks like to repeat it.</summary>
    private async Task AskWronglyAsync(HttpClient client)
    {
        foreach (var path in new[] { "customers?take=MarkedNumber", "customers?archived=MarkedBool&search=MarkedSearch", "projects?customerId=MarkedId", "customers/MarkedId", "session?code=MarkedCode" })
        {
            await client.SendAsync(HttpMethod.Get, path);
        }

        foreach (var body in new[] { "MarkedBody", "{\"email\":\"MarkedEmail\",\"password\":17}", "{\"email\":\"anna@msp.example\",\"password\":\"MarkedGuess\"}", "{\"password\":\"MarkedBroken" })
        {
            foreach (var path in new[] { "session", "tokens", "customers", "endpoints", "setup", "password-reset/finish", "invitations/accept" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                await client.SendAsync(request, Cancel);
            }
        }

        var script = _world.Stranger();
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "tst_MarkedToken");
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.SendAsync(HttpMethod.Get, "customers")).StatusCode);
        var visitor = _world.Stranger();
        visitor.DefaultRequestHeaders.Add("Cookie", "turnstone=MarkedCookie");
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.SendAsync(HttpMethod.Get, "customers")).StatusCode);
    }

    private async Task WalkAsync(HttpClient client, Guid workgroup)
    {
        var samples = await RouteSamples.FillAsync(_world, workgroup);
        foreach (var route in RouteSamples.Guarded(_world))
        {
            var (method, path, body) = samples.Request(route);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            using var request = new HttpRequestMessage(method, path + "?search=MarkedSearch") { Content = body is string list ? new StringContent(list, Encoding.UTF8, "text/csv") : body is null ? null : System.Net.Http.Json.JsonContent.Create(body, body.GetType(), options: Client.ContractJson.Options) };

            // What never ends by itself ends with its reader.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            {
                await stop.CancelAsync();
            }
            else
            {
                await answer.Content.ReadAsByteArrayAsync(Cancel);
            }
        }
    }

    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 200)];
    }
}
