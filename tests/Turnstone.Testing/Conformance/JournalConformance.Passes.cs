using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Pass_IsRememberedWithItsEnd()
    {
        var time = new SteppedTime();
        await using var first = await CreateAsync(time);

        var pass = await first.BeginPassAsync(PassKind.PreStage, Cancellation);
        var running = await first.LastPassAsync(Cancellation);
        time.Advance(TimeSpan.FromHours(1));
        await first.EndPassAsync(pass, PassStatus.CompletedWithErrors, 3, Cancellation);

        Assert.Equal(pass, running);
        await using var journal = await ReopenAsync(first);
        Assert.Equal(
            pass with { Finished = time.GetUtcNow(), Status = PassStatus.CompletedWithErrors, Errors = 3 },
            await journal.LastPassAsync(Cancellation));
    }

    [Fact]
    public async Task PassThatDied_StaysWithoutEnd_AndTheNextHasAHigherNumber()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        var died = await first.BeginPassAsync(PassKind.Full, Cancellation);
        await using var journal = await ReopenAsync(first);

        var found = await journal.LastPassAsync(Cancellation);
        var next = await journal.BeginPassAsync(PassKind.Full, Cancellation);

        Assert.Equal(died.Number, found?.Number);
        Assert.Null(found?.Finished);
        Assert.Null(found?.Status);
        Assert.True(next.Number > died.Number);
    }

    [Fact]
    public async Task LastPass_PassesOverVerifications()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var full = await journal.BeginPassAsync(PassKind.Full, Cancellation);

        await journal.BeginPassAsync(PassKind.Verify, Cancellation);

        Assert.Equal(full.Number, (await journal.LastPassAsync(Cancellation))?.Number);
    }
}
