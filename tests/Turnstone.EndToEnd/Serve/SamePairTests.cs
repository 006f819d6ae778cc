using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.EndToEnd.Databases;
using Xunit;

namespace Turnstone.EndToEnd.Serve;

/// <summary>The same mailboxes in two projects, moved at the same time: what one delivered the other finds there.</summary>
public abstract class SamePairTests
{
    private const int MessagesEach = 100;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SameMailboxesInTwoProjects_MovedAtOnce_EveryMessageOnce()
    {
        await using var world = await TroubledServe.StartAsync(await DatabaseAsync(), MessagesEach);
        var other = await world.Client.CloneProjectAsync(world.Project.Id, new ProjectCloneDraft { Name = "Everybody again" }, Cancel);
        await world.ImportPeopleAsync(other);

        await world.SubmitAsync(new PassDraft { Kind = PassKind.Full });
        Assert.Empty((await world.Client.SubmitPassesAsync(other.Id, new PassDraft { Kind = PassKind.Full }, Cancel)).Refused);
        PassInfo[] passes = [.. await world.WaitAsync(), .. await world.WaitAsync(project: other)];

        Assert.All(passes, pass => Assert.Equal((PassState.Completed, null), (pass.State, pass.Failure)));
        foreach (var both in passes.GroupBy(pass => pass.Mailbox))
        {
            Assert.Equal(2, both.Count());
            Assert.Contains(both, pass => pass.Progress.Copied == pass.Progress.Found);
            Assert.Contains(both, pass => pass.Progress.AlreadyThere == pass.Progress.Found);
        }

        await world.AssertAllMovedAsync();
    }

    private protected abstract Task<string?> DatabaseAsync();
}

/// <summary>On the embedded database.</summary>
public sealed class SamePairOnSqliteTests : SamePairTests
{
    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class SamePairOnPostgresTests(PostgresHost host) : SamePairTests, IClassFixture<PostgresHost>
{
    private protected override async Task<string?> DatabaseAsync() => await host.MakeDatabaseAsync(Cancel);
}
