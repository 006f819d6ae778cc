using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Checks;
using Turnstone.Sandbox;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

public class ExchangeAccessTestTests
{
    [Fact]
    public async Task WorkingServer_PassesAndItsLimitIsMeasured()
    {
        await using var world = await StartAsync(limits: new ServerLimits { MaxRequestBytes = 3 << 20 });

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate));

        Assert.All(steps.Where(step => step.Name != "TLS"), step => Assert.True(step.Outcome == TestOutcome.Ok, $"{step}"));
        Assert.Contains("Basic", Find(steps, "Service").Detail, StringComparison.Ordinal);
        Assert.Contains("15.2", Find(steps, "Sign-in and mailbox").Detail, StringComparison.Ordinal);
        Assert.StartsWith("2 MiB are taken, 4 MiB are not", Find(steps, "Largest request").Detail, StringComparison.Ordinal);
        await using var mailbox = world.Open();
        Assert.Empty(await world.ItemsAsync(await mailbox.EnsureFolderAsync(Inbox(), Cancel)));
    }

    [Fact]
    public async Task TrustedAuthority_IsBelievedAndAnUnknownOneIsNot()
    {
        await using var world = await StartAsync(tls: true);

        var trusted = await RunAsync(world.Options() with { TrustedAuthorities = world.Authorities });
        var unknown = await RunAsync(world.Options());

        Assert.All(trusted, step => Assert.True(step.Outcome == TestOutcome.Ok, $"{step}"));
        Assert.Contains("valid until", Find(trusted, "TLS").Detail, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Failed, Find(unknown, "TLS").Outcome);
        Assert.Contains("--trust", Find(unknown, "TLS").Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Skipped, Find(unknown, "Sign-in and mailbox").Outcome);
    }

    [Fact]
    public async Task WrongPassword_FailsTheSignInAndSkipsTheRest()
    {
        await using var world = await StartAsync();

        var steps = await RunAsync(world.Options(password: "falsch-1"));

        Assert.Equal(TestOutcome.Failed, Find(steps, "Sign-in and mailbox").Outcome);
        Assert.Equal(TestOutcome.Skipped, Find(steps, "Largest request").Outcome);
        Assert.All(steps, step => Assert.DoesNotContain("falsch-1", step.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task MissingRight_IsNamed()
    {
        await using var world = await StartAsync();

        var steps = await RunAsync(world.Options(ExchangeAccess.Impersonate, login: "nobody"));

        Assert.Contains("ApplicationImpersonation", Find(steps, "Sign-in and mailbox").Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyThere_FailsTheConnection()
    {
        var world = await StartAsync();
        var options = world.Options();
        await world.DisposeAsync();

        var steps = await RunAsync(options);

        Assert.Equal(TestOutcome.Failed, Find(steps, "Connection").Outcome);
        Assert.All(steps.Skip(3), step => Assert.Equal(TestOutcome.Skipped, step.Outcome));
    }

    private static TestStep Find(List<TestStep> steps, string name) => steps.Single(step => step.Name == name);

    private static async Task<List<TestStep>> RunAsync(ExchangeDestinationOptions options) =>
        await new ExchangeAccessTest(options, TimeProvider.System) { LargestRequest = 8 << 20 }.RunAsync(Cancel).ToListAsync(Cancel);
}
