using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Checks;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

public class ImapConnectivityTestTests
{
    [Fact]
    public async Task WorkingServer_PassesEveryStep()
    {
        await using var server = ScriptedImapServer.Play("");

        var steps = await RunAsync(server.Port, signsIn: true);

        Assert.Equal(["Name", "Connection", "Encryption", "Greeting", "Capabilities", "Sign-in", "Folders"], steps.Select(step => step.Name));
        Assert.All(steps, step => Assert.Equal(TestOutcome.Ok, step.Outcome));
        Assert.Equal("* OK ready", steps[3].Detail);
        Assert.Equal("1 folders", steps[6].Detail);
    }

    [Fact]
    public async Task WithoutALogin_SignInAndFoldersAreSkipped()
    {
        await using var server = ScriptedImapServer.Play("");

        var steps = await RunAsync(server.Port, signsIn: false);

        Assert.Equal([TestOutcome.Skipped, TestOutcome.Skipped], steps.Skip(5).Select(step => step.Outcome));
        Assert.Equal(0, server.SignIns);
    }

    [Fact]
    public async Task WrongPassword_FailsItsStepAndSkipsTheRest()
    {
        await using var server = ScriptedImapServer.Refusing("NO wrong");

        var steps = await RunAsync(server.Port, signsIn: true);

        Assert.Equal(TestOutcome.Failed, steps[5].Outcome);
        Assert.NotEmpty(steps[5].Remedy);
        Assert.Equal(TestOutcome.Skipped, steps[6].Outcome);
    }

    [Fact]
    public async Task ClosedPort_FailsTheConnection()
    {
        var server = ScriptedImapServer.Play("");
        await server.DisposeAsync();

        var steps = await RunAsync(server.Port, signsIn: true);

        Assert.Equal(TestOutcome.Failed, steps[1].Outcome);
        Assert.All(steps.Skip(2), step => Assert.Equal(TestOutcome.Skipped, step.Outcome));
    }

    private static async Task<List<TestStep>> RunAsync(int port, bool signsIn)
    {
        var options = new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse($"imap://127.0.0.1:{port}"),
            SignIn = new ImapSignIn.Password("anna", new Secret("s3cret")),
        };
        var steps = new List<TestStep>();
        await foreach (var step in new ImapConnectivityTest(options, signsIn, new FakeTimeProvider()).RunAsync(Cancel))
        {
            steps.Add(step);
        }

        return steps;
    }
}
