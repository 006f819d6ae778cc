using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.People;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class InvitationTests : IAsyncLifetime
{
    private readonly SmtpListener _mail = new();
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private HttpClient _administrator = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(mail: _mail);
        _workgroup = await _world.AddWorkgroupAsync("Müller & <Söhne>");
        _administrator = await _world.SignedInAsync(_workgroup);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task Mail_ReachesWhoIsInvited_InBothForms()
    {
        await InviteAsync("otto@new.example", AgentRole.Manager);
        var mail = await ReceiveAsync();

        Assert.Equal(["otto@new.example"], mail.Recipients);
        Assert.Equal("turnstone@msp.example", mail.Sender);
        Assert.Equal("The Administrator invites you to Müller & <Söhne> on Turnstone", mail.Message.Subject);
        Assert.Contains("join as Manager", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"{ServerWorld.Address}/invitation?code={mail.Code}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("3 December 2026, 12:00 (UTC)", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{ServerWorld.Address}/invitation?code={mail.Code}\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;S&#xF6;hne&gt;", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<Söhne>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invited_JoinWithANewAccount_Once()
    {
        await InviteAsync("Otto@new.example", AgentRole.Manager);
        var code = (await ReceiveAsync()).Code;
        var client = _world.Stranger();

        var view = await client.SendAsync(HttpMethod.Post, "invitations/look", new InvitationCode { Code = code }).ReadAsync<InvitationView>();
        await client.SendAsync(HttpMethod.Post, "invitations/accept", Draft(code) with { Name = " " }).AssertRefusedAsync(HttpStatusCode.BadRequest, "invitation/name");
        await client.SendAsync(HttpMethod.Post, "invitations/accept", Draft(code) with { Password = "short" }).AssertRefusedAsync(HttpStatusCode.BadRequest, "agent/password-weak");
        var session = await client.SendAsync(HttpMethod.Post, "invitations/accept", Draft(code)).ReadAsync<SessionInfo>();

        Assert.Equal(("Müller & <Söhne>", "The Administrator", "Otto@new.example", false), (view.Workgroup, view.InvitedBy, view.Address, view.HasAccount));
        Assert.Equal(("Otto", AgentRole.Manager, _workgroup), (session.Name, session.Role, session.WorkgroupId));
        Assert.Equal(session, await ServerWorld.WhoAsync(client));
        Assert.Empty(await ListAsync());
        await _world.SignedInAsync("otto@new.example");
        await AssertSpentAsync(code);
    }

    [Fact]
    public async Task Link_HoldsSevenDays()
    {
        await InviteAsync("otto@new.example");
        var code = (await ReceiveAsync()).Code;

        _world.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await _world.Stranger().SendAsync(HttpMethod.Post, "invitations/look", new InvitationCode { Code = code }).ReadAsync<InvitationView>();
        _world.Time.Advance(TimeSpan.FromSeconds(1));

        await AssertSpentAsync(code);
    }

    [Fact]
    public async Task InvitationTakenBack_OrReplaced_LetsNobodyIn()
    {
        await InviteAsync("otto@new.example");
        var first = (await ReceiveAsync()).Code;
        var again = await InviteAsync("OTTO@new.example");
        var second = (await ReceiveAsync()).Code;

        Assert.Equal(again.Single().Id, Assert.Single(await ListAsync()).Id);
        await AssertSpentAsync(first);
        Assert.Equal(HttpStatusCode.NoContent, (await _administrator.SendAsync(HttpMethod.Delete, $"invitations/{again.Single().Id}")).StatusCode);
        await AssertSpentAsync(second);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task OneWhoHasAnAccount_JoinsWithItsPassword()
    {
        var email = await _world.AddAgentAsync(await _world.AddWorkgroupAsync("Elsewhere"), Role.Associate);
        await InviteAsync(email);
        var code = (await ReceiveAsync()).Code;

        Assert.True((await _world.Stranger().SendAsync(HttpMethod.Post, "invitations/look", new InvitationCode { Code = code }).ReadAsync<InvitationView>()).HasAccount);
        await Accept(Draft(code) with { Password = "not the password" }).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        var session = await Accept(Draft(code) with { Name = "Somebody else" }).ReadAsync<SessionInfo>();

        Assert.Equal((_workgroup, "The Associate"), (session.WorkgroupId, session.Name));
        await _administrator.SendAsync(HttpMethod.Post, "invitations", new InvitationDraft { Addresses = [email] }).AssertRefusedAsync(HttpStatusCode.Conflict, "agent/belongs");
    }

    [Fact]
    public async Task FourWhoAcceptAtOnce_AreOne()
    {
        await InviteAsync("otto@new.example");
        var code = (await ReceiveAsync()).Code;

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(_ => Accept(Draft(code))));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.All(answers, answer => Assert.True((int)answer.StatusCode < 500));
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(_workgroup));
        Assert.Equal(2, await rows.Memberships.CountAsync(Cancel));
    }

    [Fact]
    public async Task OneWrongAddress_AndNobodyIsInvited()
    {
        await _administrator.SendAsync(HttpMethod.Post, "invitations", new InvitationDraft { Addresses = ["otto@new.example", "otto"] })
            .AssertRefusedAsync(HttpStatusCode.BadRequest, "invitation/address");

        await _world.SendMailsAsync();
        Assert.Empty(await ListAsync());
        Assert.Equal(0, _mail.Waiting);
    }

    [Fact]
    public async Task Administrators_AreInvitedByAdministratorsAlone()
    {
        var manager = await _world.SignedInAsync(_workgroup, Role.Manager);
        var draft = new InvitationDraft { Addresses = ["otto@new.example"], Role = AgentRole.Administrator };

        await manager.SendAsync(HttpMethod.Post, "invitations", draft).AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/administrators-only");
        await manager.SendAsync(HttpMethod.Post, "invitations", draft with { Role = AgentRole.Manager }).ReadAsync<List<InvitationInfo>>();
        await _administrator.SendAsync(HttpMethod.Post, "invitations", draft).ReadAsync<List<InvitationInfo>>();
    }

    [Fact]
    public async Task CodeOfTheLink_IsReadableToNobodyWhoHasTheDatabase()
    {
        await InviteAsync("otto@new.example");
        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        var waiting = await rows.OutgoingMails.AsNoTracking().SingleAsync(Cancel);
        var code = (await ReceiveAsync()).Code;
        var sent = await rows.OutgoingMails.AsNoTracking().SingleAsync(Cancel);

        Assert.NotEmpty(waiting.ProtectedContent);
        Assert.DoesNotContain("Subject", waiting.ProtectedContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("", _world.Time.GetUtcNow()), (sent.ProtectedContent, sent.Sent));
        Assert.NotEqual(code, (await rows.Invitations.SingleAsync(Cancel)).Hash);
    }

    [Fact]
    public async Task ServerWithoutMail_SaysSo_AndInvitesNobody()
    {
        await using var world = await ServerWorld.StartAsync();
        var client = await world.SignedInAsync(await world.AddWorkgroupAsync());

        await client.SendAsync(HttpMethod.Post, "invitations", new InvitationDraft { Addresses = ["otto@new.example"] }).AssertRefusedAsync(HttpStatusCode.Conflict, "mail/not-set-up");

        Assert.Empty(await client.SendAsync(HttpMethod.Get, "invitations").ReadAsync<List<InvitationInfo>>());
    }

    private async Task<ReceivedMail> ReceiveAsync()
    {
        await _world.SendMailsAsync();
        return await _mail.NextAsync(Cancel);
    }

    private Task<List<InvitationInfo>> InviteAsync(string address, AgentRole role = AgentRole.Associate) =>
        _administrator.SendAsync(HttpMethod.Post, "invitations", new InvitationDraft { Addresses = [address], Role = role }).ReadAsync<List<InvitationInfo>>();

    private Task<List<InvitationInfo>> ListAsync() => _administrator.SendAsync(HttpMethod.Get, "invitations").ReadAsync<List<InvitationInfo>>();

    private Task<HttpResponseMessage> Accept(AcceptDraft draft) => _world.Stranger().SendAsync(HttpMethod.Post, "invitations/accept", draft);

    private async Task AssertSpentAsync(string code)
    {
        await _world.Stranger().SendAsync(HttpMethod.Post, "invitations/look", new InvitationCode { Code = code }).AssertRefusedAsync(HttpStatusCode.BadRequest, "invitation/code");
        await Accept(Draft(code)).AssertRefusedAsync(HttpStatusCode.BadRequest, "invitation/code");
    }

    private static AcceptDraft Draft(string code) => new() { Code = code, Name = "Otto", Password = ServerWorld.Password };
}
