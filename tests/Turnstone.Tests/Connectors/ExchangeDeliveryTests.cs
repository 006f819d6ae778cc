using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Types;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Proxies;
using Turnstone.Sandbox.Store;
using Turnstone.Testing;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

public class ExchangeDeliveryTests
{
    [Fact]
    public async Task Item_ArrivesWithItsStateDatesAndKeys()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var results = await mailbox.DeliverAsync(inbox, [world.Item(1, ItemFlags.Seen | ItemFlags.Flagged, categories: ["Wichtig"])], Cancel);

        Assert.IsType<DeliveryResult.Delivered>(Assert.Single(results));
        var item = Assert.Single(await world.ItemsAsync(inbox));
        Assert.Equal("Nr. 1", item.Subject);
        Assert.True(item.IsRead);
        Assert.False(item.IsDraft);
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 7, 30, 15, TimeSpan.Zero), item.DateTimeReceived);
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 7, 0, 0, TimeSpan.Zero), item.DateTimeSent);
        Assert.Equal(FlagStatus.Flagged, item.Flag);
        Assert.Equal(["Wichtig"], item.Categories);
        Assert.NotEqual(true, item.IsReadReceiptRequested);
    }

    [Theory]
    [InlineData(ItemFlags.None, false, false)]
    [InlineData(ItemFlags.Draft, true, false)]
    [InlineData(ItemFlags.Draft | ItemFlags.Seen, true, true)]
    public async Task DraftAndRead_AreSetInTheMomentOfCreation(ItemFlags flags, bool isDraft, bool isRead)
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var drafts = await mailbox.EnsureFolderAsync(new DestinationPath(FolderRole.Drafts, FolderPath.Top), Cancel);

        await mailbox.DeliverAsync(drafts, [world.Item(1, flags)], Cancel);

        var item = Assert.Single(await world.ItemsAsync(drafts));
        Assert.Equal((isDraft, isRead), (item.IsDraft, item.IsRead));
    }

    [Theory]
    [InlineData(ItemFlags.Answered, 102, 261)]
    [InlineData(ItemFlags.Forwarded, 104, 262)]
    public async Task AnsweredAndForwarded_ShowInOutlook(ItemFlags flags, int verb, int icon)
    {
        var (verbPath, iconPath) = (ExtendedPropertyPath.Tagged(0x1081, MapiPropertyType.Integer), ExtendedPropertyPath.Tagged(0x1080, MapiPropertyType.Integer));
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        await mailbox.DeliverAsync(inbox, [world.Item(1, flags)], Cancel);

        var item = Assert.Single(await world.ItemsAsync(inbox, verbPath, iconPath));
        Assert.Equal((verb, icon), (item.Find(verbPath)?.AsInteger(), item.Find(iconPath)?.AsInteger()));
    }

    [Fact]
    public async Task DeliveredItems_AreFoundAndListedByTheirKeys()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        foreach (var batch in Enumerable.Range(1, 120).Select(uid => world.Item((uint)uid)).Chunk(50))
        {
            await mailbox.DeliverAsync(inbox, batch, Cancel);
        }

        var found = await mailbox.FindDeliveredAsync(inbox, [.. Enumerable.Range(100, 60).Select(uid => Key((uint)uid))], Cancel);
        var listed = await mailbox.ListAllDeliveredAsync(Cancel);

        Assert.Equal(Enumerable.Range(100, 21).Select(uid => Key((uint)uid)), found.Select(item => item.SourceKey).OrderBy(key => key.Uid));
        Assert.Equal(Enumerable.Range(1, 120).Select(uid => (uint)uid), listed.Select(item => item.SourceKey.Uid).Order());
        Assert.All(listed, item => Assert.Equal(world.Item(item.SourceKey.Uid).ContentKey, item.ContentKey));
    }

    [Fact]
    public async Task NoKeys_AreNoQuestion()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        Assert.Empty(await mailbox.FindDeliveredAsync(inbox, [], Cancel));
        Assert.Empty(await mailbox.DeliverAsync(inbox, [], Cancel));
        Assert.Empty(await mailbox.ListAllDeliveredAsync(Cancel));
    }

    [Fact]
    public async Task MoreThanAPage_IsListedWhole()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        foreach (var batch in Enumerable.Range(1, 1030).Select(uid => world.Item((uint)uid)).Chunk(103))
        {
            await mailbox.DeliverAsync(inbox, batch, Cancel);
        }

        var listed = await mailbox.ListAllDeliveredAsync(Cancel);

        Assert.Equal(1030, listed.Select(item => item.SourceKey).Distinct().Count());
    }

    [Fact]
    public async Task BatchThatWasStopped_SaysWhichItemsWereNotTried()
    {
        await using var world = await StartAsync("""{ "rules": [ { "operation": "CreateItem", "nth": 1, "batchStopAt": 2 } ] }""");
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var results = await mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2), world.Item(3), world.Item(4)], Cancel);

        Assert.Collection(
            results,
            result => Assert.IsType<DeliveryResult.Delivered>(result),
            result => Assert.IsType<DeliveryResult.Delivered>(result),
            AssertSoon,
            AssertSoon);
        Assert.Equal(2, (await world.ItemsAsync(inbox)).Count);

        static void AssertSoon(DeliveryResult result) => Assert.Equal(RetryAdvice.Soon, Assert.IsType<DeliveryResult.NotTried>(result).Failure.Retry);
    }

    [Theory]
    [InlineData("\"serverBusy\": { \"backOffMs\": 5000, \"asStatus\": 500 }", "destination/throttled", RequestFate.Finished, 0)]
    [InlineData("\"http503\": true", "destination/throttled", RequestFate.Finished, 0)]
    [InlineData("\"dropReplyAfterCommit\": true", "destination/reply-lost", RequestFate.MayStillRun, 2)]
    [InlineData("\"loginPage\": true", "destination/not-exchange", RequestFate.Finished, 0)]
    [InlineData("\"shortByOne\": true", "destination/protocol", RequestFate.Finished, 1)]
    public async Task RequestThatFailsWhole_TellsWhatMayHaveBecomeOfIt(string fault, string code, RequestFate fate, int arrived)
    {
        await using var world = await StartAsync($$"""{ "rules": [ { "operation": "CreateItem", "nth": 1, {{fault}} } ] }""");
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2)], Cancel));

        Assert.True((code, fate) == (error.Failure.Code.Value, error.Fate), error.ToString());
        Assert.Equal(arrived, (await mailbox.FindDeliveredAsync(inbox, [Key(1), Key(2)], Cancel)).Count);
        Assert.DoesNotContain("Sommer-2026", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BusyServer_IsWaitedForAsLongAsItAsks()
    {
        await using var world = await StartAsync("""{ "rules": [ { "operation": "CreateItem", "nth": 1, "serverBusy": { "backOffMs": 5000, "asStatus": 200 } } ] }""");
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var results = await mailbox.DeliverAsync(inbox, [world.Item(1)], Cancel);

        var failure = Assert.IsType<DeliveryResult.NotTried>(Assert.Single(results)).Failure;
        Assert.Equal(RetryAdvice.After(TimeSpan.FromSeconds(5)), failure.Retry);
    }

    [Fact]
    public async Task RequestLargerThanTheServerTakes_IsLearnedFrom()
    {
        await using var world = await StartAsync(limits: new ServerLimits { MaxRequestBytes = 2 << 20 });
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        var large = world.Item(1, body: new string('x', 1_900_000));

        var together = await mailbox.DeliverAsync(inbox, [world.Item(2, body: new string('x', 900_000)), world.Item(3, body: new string('x', 900_000))], Cancel);
        var alone = await mailbox.DeliverAsync(inbox, [large], Cancel);

        Assert.All(together, result => Assert.IsType<DeliveryResult.NotTried>(result));
        var failure = Assert.IsType<DeliveryResult.Refused>(Assert.Single(alone)).Failure;
        Assert.Equal(FailureCodes.DestinationItemTooLarge, failure.Code);
        Assert.Contains("maxAllowedContentLength", failure.Remedy, StringComparison.Ordinal);
        Assert.InRange(mailbox.Limits.BatchBytes, 1, 1_000_000);
        Assert.Equal(large.Content.Length - 1, mailbox.Limits.ItemBytes);
        var mixed = await mailbox.DeliverAsync(inbox, [large, world.Item(4)], Cancel);
        Assert.IsType<DeliveryResult.Refused>(mixed[0]);
        Assert.IsType<DeliveryResult.Delivered>(mixed[1]);
    }

    [Fact]
    public async Task MessageLargerThanTheMailboxTakes_IsRefusedAlone()
    {
        await using var world = await StartAsync(limits: new ServerLimits { MaxMessageBytes = 100_000 });
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var results = await mailbox.DeliverAsync(inbox, [world.Item(1, body: new string('x', 200_000)), world.Item(2)], Cancel);

        Assert.Equal(FailureCodes.DestinationItemTooLarge, Assert.IsType<DeliveryResult.Refused>(results[0]).Failure.Code);
        Assert.IsType<DeliveryResult.Delivered>(results[1]);
    }

    [Fact]
    public async Task FullMailbox_EndsTheMailbox()
    {
        await using var world = await StartAsync(quota: new MailboxQuota { MaxBytes = 10 });
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2)], Cancel));

        Assert.Equal(FailureCodes.DestinationQuota, error.Failure.Code);
        Assert.Equal((FailureScope.Mailbox, RequestFate.Unsent), (error.Failure.Scope, error.Fate));
    }

    [Fact]
    public async Task FullFolder_EndsTheFolderAfterWhatArrived()
    {
        await using var world = await StartAsync(quota: new MailboxQuota { MaxItemsPerFolder = 1 });
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var results = await mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2)], Cancel);

        Assert.IsType<DeliveryResult.Delivered>(results[0]);
        var failure = Assert.IsType<DeliveryResult.NotTried>(results[1]).Failure;
        Assert.Equal((FailureCodes.DestinationFolderFull, FailureScope.Folder), (failure.Code, failure.Scope));
    }

    [Fact]
    public async Task FolderThatIsGone_EndsTheFolder()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.DeliverAsync(inbox with { Id = inbox.Id[..^8] + "AAAAAAA=" }, [world.Item(1)], Cancel));

        Assert.Equal((FailureCodes.DestinationFolderUnavailable, FailureScope.Folder), (error.Failure.Code, error.Failure.Scope));
    }

    [Fact]
    public async Task AnswersInAnotherOrder_SettleNoWrongItem()
    {
        await using var world = await StartAsync();
        await using var refusing = Before(world.Url, """{ "operation": "CreateItem", "nth": 1, "itemError": { "item": 0, "code": "ErrorItemSave" } }""");
        await using var reversing = Before(refusing.Url, """{ "operation": "*", "from": 1, "reverseReplies": true }""");
        await using var mailbox = world.Open(url: reversing.Url);
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var results = await mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2), world.Item(3)], Cancel);

        Assert.IsType<DeliveryResult.Unknown>(results[0]);
        Assert.All(results.Skip(1), result => Assert.IsType<DeliveryResult.Delivered>(result));
        Assert.Equal(2, (await world.ItemsAsync(inbox)).Count);
    }

    [Fact]
    public async Task MixedAnswersThatCannotBeChecked_AreAskedAbout()
    {
        await using var world = await StartAsync();
        await using var proxy = Before(world.Url, """
            { "operation": "CreateItem", "nth": 1, "itemError": { "item": 0, "code": "ErrorItemSave" } },
            { "operation": "GetItem", "nth": 1, "dropBeforeProcessing": true }
            """);
        await using var mailbox = world.Open(url: proxy.Url);
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);

        var results = await mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2)], Cancel);

        Assert.All(results, result => Assert.IsType<DeliveryResult.Unknown>(result));
    }

    private static FaultProxy Before(Uri server, string rules) => FaultProxy.Start(new FaultProxyOptions
    {
        Listen = new Uri("http://127.0.0.1:0"),
        To = server,
        Faults = FaultPlan.Parse($$"""{ "rules": [ {{rules}} ] }""", FaultPlace.EwsProxy),
    });
}
