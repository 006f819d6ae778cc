using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Xunit;
using PassKind = Turnstone.Client.Passes.PassKind;
using StoredKind = Turnstone.Engine.Planning.PassKind;

namespace Turnstone.Tests.Server.Dispatch;

/// <summary>What a full pass would do with a mailbox's folders, told without doing it.</summary>
public sealed class MailboxPlanTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plan_SaysWhereEachFolderGoes_AndWritesNothing()
    {
        await using var world = await DispatchWorld.StartAsync();
        var pair = world.Opener.Of(world.Mailboxes[0]);
        _ = pair.Inbox;
        pair.Source.AddFolder("Work/Old ");
        pair.Source.AddFolder("Sent", role: FolderRole.Sent);
        pair.Source.AddFolder(new SourceFolder { Id = new SourceFolderId("seen"), Path = FolderPath.Of("Seen"), IsVirtual = true });
        world.Opener.Planned = new PassOptions { Kind = StoredKind.Full, FolderMappings = [FolderMapping.Parse("^Sent$->Work/Old")] };

        var plan = await PlanAsync(world);

        Assert.Null(plan.Failure);
        Assert.Equal(["Inbox"], Assert.Single(plan.Folders, folder => folder.Source[0] == "INBOX").Destination);
        var renamed = Assert.Single(plan.Folders, folder => folder.Source[0] == "Work");
        Assert.Equal(["Work", "Old"], renamed.Destination);
        Assert.Contains("blanks", renamed.Renamed, StringComparison.Ordinal);
        var mapped = plan.Folders.ToList().FindAll(folder => folder.Destination is ["Work", "Old"]);
        Assert.Single(mapped, folder => folder.IsMapped);
        Assert.Equal(mapped[0].Source, mapped[1].Joins);
        Assert.Contains("view", Assert.Single(plan.Folders, folder => folder.Source[0] == "Seen").LeftOut, StringComparison.Ordinal);
        Assert.Empty(pair.Destination.Deliveries);
        Assert.Null(await pair.Journal.LastPassAsync(Cancel));
        Assert.Empty(await pair.Journal.ListPlacesAsync(Cancel));
    }

    [Fact]
    public async Task Plan_KeepsWhatEarlierPassesDecided()
    {
        await using var world = await DispatchWorld.StartAsync();
        var pair = world.Opener.Of(world.Mailboxes[0]);
        pair.Source.AddFolder("archive");
        await world.SubmitAsync(PassKind.Full);
        await world.RunAsync();
        pair.Source.AddFolder("Archive");

        var plan = await PlanAsync(world);

        Assert.Equal(["archive"], Assert.Single(plan.Folders, folder => folder.Source[0] == "archive").Destination);
        Assert.Equal(["Archive (2)"], Assert.Single(plan.Folders, folder => folder.Source[0] == "Archive").Destination);
    }

    [Fact]
    public async Task SourceThatCannotBeOpened_IsToldInWords()
    {
        await using var world = await DispatchWorld.StartAsync();
        world.Opener.Refusal = new SessionException(PassTests.Refused);

        var plan = await PlanAsync(world);

        Assert.Equal(new FailureInfo("destination/item-refused", "No.", "Ask."), plan.Failure);
        Assert.Empty(plan.Folders);
    }

    [Fact]
    public async Task SourceThatDoesNotAnswer_IsWaitedForAMinute()
    {
        await using var world = await DispatchWorld.StartAsync();
        var asked = new TaskCompletionSource();
        world.Opener.BeforeSource = token =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, token);
        };
        var planning = PlanAsync(world);
        await asked.Task.WaitAsync(Cancel);

        world.World.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(planning.IsCompleted);
        world.World.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("source/unreachable", (await planning.WaitAsync(Cancel)).Failure?.Code);
    }

    [Fact]
    public async Task MoreFoldersThanAreAllowed_AreShown_WithWhatKeepsAPassFromThem()
    {
        await using var world = await DispatchWorld.StartAsync();
        world.Opener.Of(world.Mailboxes[0]).Source.AddFolder("Second");
        world.Opener.Planned = new PassOptions { Kind = StoredKind.Full, FolderLimit = 1 };

        var plan = await PlanAsync(world);

        Assert.Equal((2, "local/options"), (plan.Folders.Count, plan.Failure?.Code));
    }

    private static Task<MailboxPlanInfo> PlanAsync(DispatchWorld world) => world.Client.SendAsync(HttpMethod.Post, $"mailboxes/{world.Mailboxes[0]}/plan").ReadAsync<MailboxPlanInfo>();
}
