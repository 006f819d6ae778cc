using System.Net;
using Turnstone.Client.People;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class SetupTests : IAsyncLifetime
{
    private ServerWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ServerWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Link_MakesTheFirstAdministrator_Once()
    {
        var draft = Draft((await _world.SetupCodeAsync())!);
        var client = _world.Stranger();

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(HttpMethod.Post, "setup", draft)).StatusCode);
        await client.SendAsync(HttpMethod.Post, "setup", draft with { Email = "second@msp.example" }).AssertRefusedAsync(HttpStatusCode.Conflict, "setup/done");
        var session = await client.SendAsync(HttpMethod.Post, "session", new SignInDraft { Email = " First@MSP.example ", Password = ServerWorld.Password }).ReadAsync<SessionInfo>();

        Assert.Equal(("Moves", "First", AgentRole.Administrator), (session.Workgroup, session.Name, session.Role));
        Assert.Null(await _world.SetupCodeAsync());
    }

    [Fact]
    public async Task LinkOfAnEarlierStart_WorksNoLonger()
    {
        var earlier = await _world.SetupCodeAsync();
        var latest = await _world.SetupCodeAsync();

        await _world.Stranger().SendAsync(HttpMethod.Post, "setup", Draft(earlier!)).AssertRefusedAsync(HttpStatusCode.BadRequest, "setup/code");
        Assert.Equal(HttpStatusCode.NoContent, (await _world.Stranger().SendAsync(HttpMethod.Post, "setup", Draft(latest!))).StatusCode);
    }

    [Fact]
    public async Task WeakPassword_IsRefused_AndTheLinkStillWorks()
    {
        var code = (await _world.SetupCodeAsync())!;

        var problem = await _world.Stranger().SendAsync(HttpMethod.Post, "setup", Draft(code) with { Password = "short" }).AssertRefusedAsync(HttpStatusCode.BadRequest, "agent/password-weak");

        Assert.Contains("12", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await _world.Stranger().SendAsync(HttpMethod.Post, "setup", Draft(code))).StatusCode);
    }

    [Fact]
    public async Task TwoWhoUseTheLinkAtOnce_AreNotBothFirst()
    {
        var code = (await _world.SetupCodeAsync())!;

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(number =>
            _world.Stranger().SendAsync(HttpMethod.Post, "setup", Draft(code) with { Email = $"agent{number}@msp.example" })));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent));
    }

    private static SetupDraft Draft(string code) =>
        new() { Code = code, Workgroup = "Moves", Name = "First", Email = "first@msp.example", Password = ServerWorld.Password };
}
