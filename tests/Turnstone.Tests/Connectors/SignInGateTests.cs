using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Failures;
using Xunit;

namespace Turnstone.Tests.Connectors;

public sealed class SignInGateTests
{
    private const int MoreThanLockTheAccount = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WrongPasswordForManyMailboxes_IsTriedOnce_AndTheAccountStaysOpen()
    {
        await using var world = await ExchangeWorld.StartAsync();
        var budget = new RequestBudget();

        var failures = await Task.WhenAll(Enumerable.Range(0, MoreThanLockTheAccount).Select(_ => RefusalAsync(world, budget, "wrong")));

        Assert.All(failures, failure => Assert.Equal(FailureCodes.DestinationSignIn, failure.Code));
        await using var right = Open(world, budget, password: null);
        await right.VerifyAsync(Cancel);
    }

    [Fact]
    public async Task WrongPasswordAfterARightOne_IsTriedOnceToo()
    {
        await using var world = await ExchangeWorld.StartAsync();
        var budget = new RequestBudget();
        await using (var right = Open(world, budget, password: null))
        {
            await right.VerifyAsync(Cancel);
        }

        for (var i = 0; i < MoreThanLockTheAccount; i++)
        {
            await RefusalAsync(world, budget, "wrong");
        }

        await using var again = Open(world, budget, password: null);
        await again.VerifyAsync(Cancel);
    }

    private static async Task<Failure> RefusalAsync(ExchangeWorld world, RequestBudget budget, string password)
    {
        await using var mailbox = Open(world, budget, password);
        return (await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel))).Failure;
    }

    private static ExchangeDestinationMailbox Open(ExchangeWorld world, RequestBudget budget, string? password) =>
        new(world.Options(ExchangeAccess.Delegate, password: password) with { Budget = budget }, TimeProvider.System);
}
