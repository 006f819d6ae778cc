using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.People;
using Turnstone.Client.Workgroups;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class TwoStepTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private string _email = "";
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync();
        _email = await _world.AddAgentAsync(_workgroup, Role.Administrator);
        _client = await _world.SignedInAsync(_email);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Code_SignsInWithThePassword_AndOnlyOnce()
    {
        var (key, _) = await TurnOnAsync(_client);
        var code = CodeOf(key);

        await SignIn(null).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/code-needed");
        await SignIn(CodeOf(key, 10)).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        Assert.Equal(_email, (await SignIn($"{code[..3]} {code[3..]}").ReadAsync<SessionInfo>()).Email);
        await SignIn(code).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        _world.Time.Advance(TimeSpan.FromSeconds(30));
        await SignIn(CodeOf(key)).ReadAsync<SessionInfo>();
    }

    [Fact]
    public async Task CodeThatTurnedItOn_DoesNotSignIn()
    {
        var key = (await StartAsync(_client)).SharedKey;
        var code = CodeOf(key);
        await _client.SendAsync(HttpMethod.Post, "agent/two-step/confirm", new TwoStepCode { Code = code }).ReadAsync<RecoveryCodes>();

        await SignIn(code).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
    }

    [Fact]
    public async Task CodeOfAClockThatIsHalfAMinuteOff_IsTaken_AndOneFurtherOffIsNot()
    {
        var (key, _) = await TurnOnAsync(_client);

        await SignIn(CodeOf(key, 2)).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        await SignIn(CodeOf(key, 1)).ReadAsync<SessionInfo>();
    }

    [Fact]
    public async Task FiveWrongCodes_LockTheAccount_ForTheRightOneToo()
    {
        var (key, _) = await TurnOnAsync(_client);
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await SignIn("no code").AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        }

        await SignIn("no code").AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/locked");
        await SignIn(CodeOf(key)).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/locked");
    }

    [Fact]
    public async Task RecoveryCode_StandsInForTheAuthenticator_Once()
    {
        var (_, codes) = await TurnOnAsync(_client);
        var client = _world.Stranger();

        await SignIn(codes[3].ToLowerInvariant()).ReadAsync<SessionInfo>();
        await SignIn(codes[3]).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        await client.SendAsync(HttpMethod.Post, "session", SignInWith(codes[4])).ReadAsync<SessionInfo>();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(8, (await client.SendAsync(HttpMethod.Get, "agent/two-step").ReadAsync<TwoStepState>()).RecoveryCodesLeft);
    }

    [Fact]
    public async Task NewRecoveryCodes_TakeThePlaceOfTheOld()
    {
        var (_, old) = await TurnOnAsync(_client);

        var codes = await _client.SendAsync(HttpMethod.Post, "agent/two-step/recovery-codes", new PasswordProof { Password = ServerWorld.Password }).ReadAsync<RecoveryCodes>();

        await SignIn(old[0]).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        await SignIn(codes.Codes[0]).ReadAsync<SessionInfo>();
    }

    [Fact]
    public async Task WrongCode_TurnsNothingOn()
    {
        var key = (await StartAsync(_client)).SharedKey;

        await _client.SendAsync(HttpMethod.Post, "agent/two-step/confirm", new TwoStepCode { Code = CodeOf(key, 10) }).AssertRefusedAsync(HttpStatusCode.BadRequest, "two-step/code");

        Assert.False((await _client.SendAsync(HttpMethod.Get, "agent/two-step").ReadAsync<TwoStepState>()).IsOn);
        await SignIn(null).ReadAsync<SessionInfo>();
    }

    [Fact]
    public async Task Key_IsGivenAsAuthenticatorsTakeIt()
    {
        var key = await StartAsync(_client);

        Assert.Equal(20, Base32.Decode(key.SharedKey).Length);
        Assert.Equal($"otpauth://totp/Turnstone:{_email.Replace("@", "%40", StringComparison.Ordinal)}?secret={key.SharedKey}&issuer=Turnstone&algorithm=SHA1&digits=6&period=30", key.Uri);
    }

    [Fact]
    public async Task TurnedOff_WithThePassword_ThePasswordAloneSignsInAgain()
    {
        await TurnOnAsync(_client);

        await _client.SendAsync(HttpMethod.Post, "agent/two-step/off", new PasswordProof { Password = "wrong" }).AssertRefusedAsync(HttpStatusCode.BadRequest, "agent/password-wrong");
        await SignIn(null).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/code-needed");
        Assert.Equal(HttpStatusCode.NoContent, (await _client.SendAsync(HttpMethod.Post, "agent/two-step/off", new PasswordProof { Password = ServerWorld.Password })).StatusCode);

        await SignIn(null).ReadAsync<SessionInfo>();
    }

    [Fact]
    public async Task TurnedOn_SessionsElsewhereEnd_AndThisOneGoesOn()
    {
        var elsewhere = await _world.SignedInAsync(_email);
        await ServerWorld.WhoAsync(elsewhere);

        await TurnOnAsync(_client);

        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.SendAsync(HttpMethod.Get, "session")).StatusCode);
        await ServerWorld.WhoAsync(_client);
    }

    [Fact]
    public async Task KeyAndCodes_AreReadableToNobodyWhoHasTheDatabase()
    {
        var (key, codes) = await TurnOnAsync(_client);

        await using var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        var kept = string.Join('\n', await rows.Set<IdentityUserToken<Guid>>().Select(row => row.Value).ToListAsync(Cancel));

        Assert.NotEmpty(kept);
        Assert.All(codes.Append(key), secret => Assert.DoesNotContain(secret, kept, StringComparison.OrdinalIgnoreCase));
        Assert.All(codes, code => Assert.DoesNotContain(SecretCode.HashOf(code), kept, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task WorkgroupThatAsksForIt_LetsNobodyWorkWithoutIt()
    {
        var associate = await _world.SignedInAsync(_workgroup, Role.Associate);
        var settings = new WorkgroupSettings { Name = "Careful", SharesProjects = false, RequiresTwoStep = true };

        await _client.SendAsync(HttpMethod.Put, "workgroup", settings).AssertRefusedAsync(HttpStatusCode.Conflict, "two-step/off");
        await TurnOnAsync(_client);
        await _client.SendAsync(HttpMethod.Put, "workgroup", settings).ReadAsync<WorkgroupInfo>();

        await associate.SendAsync(HttpMethod.Get, "customers").AssertRefusedAsync(HttpStatusCode.Forbidden, "two-step/needed");
        Assert.True((await ServerWorld.WhoAsync(associate)).NeedsTwoStep);
        Assert.True((await associate.SendAsync(HttpMethod.Get, "agent/two-step").ReadAsync<TwoStepState>()).IsRequired);
        await TurnOnAsync(associate);
        await associate.SendAsync(HttpMethod.Get, "customers").ReadAsync<Paged<CustomerInfo>>();
        Assert.False((await ServerWorld.WhoAsync(associate)).NeedsTwoStep);
    }

    [Fact]
    public async Task WhoeverIsKeptOut_IsStillToldWhoTheyAre_AndWhatIsNeeded()
    {
        var reader = await _world.WithTokenAsync(_workgroup, AccessScope.Read, Role.Associate);
        var inactive = await _world.SignedInAsync(_workgroup, Role.Inactive);
        await TurnOnAsync(_client);
        await _client.SendAsync(HttpMethod.Put, "workgroup", new WorkgroupSettings { Name = "Careful", SharesProjects = false, RequiresTwoStep = true }).ReadAsync<WorkgroupInfo>();

        var (script, person) = (await ServerWorld.WhoAsync(reader), await ServerWorld.WhoAsync(inactive));

        Assert.Equal(("Careful", AgentRole.Associate, true), (script.Workgroup, script.Role, script.NeedsTwoStep));
        Assert.Equal((AgentRole.Inactive, true), (person.Role, person.NeedsTwoStep));
        await reader.SendAsync(HttpMethod.Get, "customers").AssertRefusedAsync(HttpStatusCode.Forbidden, "two-step/needed");
        await inactive.SendAsync(HttpMethod.Get, "customers").AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/role-too-low");
    }

    /// <summary>Turns it on and waits for the next code.</summary>
    private async Task<(string Key, IReadOnlyList<string> Codes)> TurnOnAsync(HttpClient client)
    {
        var key = (await StartAsync(client)).SharedKey;
        var codes = await client.SendAsync(HttpMethod.Post, "agent/two-step/confirm", new TwoStepCode { Code = CodeOf(key) }).ReadAsync<RecoveryCodes>();
        _world.Time.Advance(TimeSpan.FromSeconds(30));
        return (key, codes.Codes);
    }

    private static Task<TwoStepKey> StartAsync(HttpClient client) => client.SendAsync(HttpMethod.Post, "agent/two-step").ReadAsync<TwoStepKey>();

    private string CodeOf(string key, int stepsAhead = 0) => AuthenticatorCodes.CodeAt(key, _world.Time.GetUtcNow().AddSeconds(30 * stepsAhead));

    private SignInDraft SignInWith(string? code) => new() { Email = _email, Password = ServerWorld.Password, Code = code };

    private Task<HttpResponseMessage> SignIn(string? code) => _world.Stranger().SendAsync(HttpMethod.Post, "session", SignInWith(code));
}
