using System.Xml.Linq;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.States;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Turnstone.Testing.Exchange;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>States are changed as gently as EWS allows, and only where their owner has not been.</summary>
public sealed class ExchangeStatesTests
{
    private static readonly XNamespace Types = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static readonly ItemFlags[] Flags = [ItemFlags.None, ItemFlags.Seen, ItemFlags.Flagged, ItemFlags.Answered, ItemFlags.Seen | ItemFlags.Flagged | ItemFlags.Forwarded];
    private static readonly string[][] Categories = [[], ["Kunde"], ["Kunde", "Projekt"]];

    [Fact]
    public async Task WhateverChanges_OnlyStateIsWritten_WithoutReceipts_AndNeverOverwriting()
    {
        var wire = new Wire();
        await using var world = await StartAsync();
        await using var mailbox = new ExchangeDestinationMailbox(world.Options() with { MessageHandler = wire }, TimeProvider.System);
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        ItemState[] states = [.. from flags in Flags from categories in Categories select new ItemState(flags, categories)];
        var uids = Enumerable.Range(1, states.Length).Select(number => (uint)number).ToArray();
        await mailbox.DeliverAsync(inbox, [.. uids.Select(uid => world.Item(uid, states[uid - 1].Flags, categories: states[uid - 1].Categories))], Cancel);

        for (var turn = 1; turn < states.Length; turn++)
        {
            var found = await mailbox.FindStatesAsync(inbox, [.. uids.Select(Key)], Cancel);
            var changes = found.Select(item => new StateChange(item, states[(item.SourceKey.Uid - 1 + turn) % states.Length])).ToList();
            Assert.All(await mailbox.ChangeStatesAsync(changes, Cancel), result => Assert.IsType<StateChangeResult.Changed>(result));
            Assert.All(
                await mailbox.FindStatesAsync(inbox, [.. uids.Select(Key)], Cancel),
                item => Assert.True(item.IsUntouched && item.Now == states[(item.SourceKey.Uid - 1 + turn) % states.Length]));
        }

        Assert.Equal(states.Length - 1, wire.Updates.Count);
        Assert.All(wire.Updates, update => Assert.Equal(
            ("NeverOverwrite", "SaveOnly", "true"),
            (update.Attribute("ConflictResolution")?.Value, update.Attribute("MessageDisposition")?.Value, update.Attribute("SuppressReadReceipts")?.Value)));
        Assert.All(wire.Updates.Descendants(Types + "ItemId"), id => Assert.NotNull(id.Attribute("ChangeKey")));
        Assert.Equal(
            ["0x1080", "0x1081", "TurnstoneStateMark", "item:Categories", "item:Flag", "message:IsRead"],
            wire.Updates.Descendants(Types + "Updates").Elements().Select(field => NameOf(field.Elements().First())).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["item:Categories"], wire.Updates.Descendants(Types + "DeleteItemField").Select(field => NameOf(field.Elements().Single())).Distinct());
    }

    [Theory]
    [InlineData("read")]
    [InlineData("flag")]
    [InlineData("tick")]
    [InlineData("category")]
    public async Task WhatItsOwnerDid_Shows(string what)
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open(ExchangeAccess.Delegate);
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        await mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2)], Cancel);
        var looked = (await mailbox.FindStatesAsync(inbox, [Key(1)], Cancel)).Single();
        await OwnerSetsAsync(world, looked.Version.Id, what switch
        {
            "read" => new SetItemField.IsRead(true),
            "flag" => new SetItemField.Flag(FlagStatus.Flagged),
            "tick" => new SetItemField.Flag(FlagStatus.Complete),
            _ => new SetItemField.Categories("Mine"),
        });

        var result = Assert.Single(await mailbox.ChangeStatesAsync([new StateChange(looked, new ItemState(ItemFlags.Answered, []))], Cancel));
        var found = await mailbox.FindStatesAsync(inbox, [Key(1), Key(2)], Cancel);

        Assert.IsType<StateChangeResult.Touched>(result);
        Assert.False(found.Single(item => item.SourceKey == Key(1)).IsUntouched);
        Assert.False(found.Single(item => item.SourceKey == Key(1)).Now.Flags.HasFlag(ItemFlags.Answered));
        Assert.True(found.Single(item => item.SourceKey == Key(2)).IsUntouched);
    }

    [Fact]
    public async Task MovedItem_IsFoundAndListed_AndTheRecoverableIsNot()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        var elsewhere = await mailbox.EnsureFolderAsync(Inbox("Elsewhere"), Cancel);
        await mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2), world.Item(3)], Cancel);
        var looked = (await mailbox.FindStatesAsync(inbox, [Key(1), Key(2), Key(3)], Cancel)).ToDictionary(item => item.SourceKey.Uid);
        using var owner = world.Owner();
        await owner.MoveItemsAsync([looked[1].Version.Id], MailboxOwner.Folder(elsewhere.Id), Cancel);
        await owner.DeleteItemsAsync([looked[2].Version.Id], "SoftDelete", Cancel);

        var gone = await mailbox.ChangeStatesAsync([.. looked.Values.OrderBy(item => item.SourceKey.Uid).Select(item => new StateChange(item, new ItemState(ItemFlags.Seen, [])))], Cancel);
        var found = await mailbox.FindStatesAsync(inbox, [Key(1), Key(2), Key(3)], Cancel);
        var listed = await mailbox.ListStatesAsync(default, Cancel);

        Assert.Equal([typeof(StateChangeResult.Gone), typeof(StateChangeResult.Gone), typeof(StateChangeResult.Changed)], gone.Select(result => result.GetType()));
        Assert.Equal([Key(1), Key(3)], found.Select(item => item.SourceKey).OrderBy(key => key.Uid));
        Assert.Equal(found.OrderBy(item => item.SourceKey.Uid), listed.Items.OrderBy(item => item.SourceKey.Uid));
        Assert.IsType<StateChangeResult.Changed>(Assert.Single(await mailbox.ChangeStatesAsync([new StateChange(found.Single(item => item.SourceKey == Key(1)), new ItemState(ItemFlags.Seen, []))], Cancel)));
    }

    [Fact]
    public async Task FolderThatIsGone_IsNoHindrance()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var folder = await mailbox.EnsureFolderAsync(Inbox("Projekte"), Cancel);
        await mailbox.DeliverAsync(folder, [world.Item(1)], Cancel);

        var found = await mailbox.FindStatesAsync(folder with { Id = "AAMkAGgone" }, [Key(1)], Cancel);

        Assert.Equal(Key(1), Assert.Single(found).SourceKey);
    }

    [Theory]
    [InlineData("""{ "rules": [ { "operation": "UpdateItem", "nth": 1, "serverBusy": { "backOffMs": 5000 } } ] }""", "destination/throttled")]
    [InlineData("""{ "rules": [ { "operation": "UpdateItem", "nth": 1, "batchStopAt": 1 } ] }""", "destination/unavailable")]
    [InlineData("""{ "rules": [ { "operation": "UpdateItem", "nth": 1, "internalServerError": true } ] }""", "destination/unavailable")]
    public async Task AnswerThatDoesNotSay_EndsTheCall_AndAnotherLookTells(string faults, string code)
    {
        await using var world = await StartAsync(faults);
        await using var mailbox = world.Open();
        var inbox = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        await mailbox.DeliverAsync(inbox, [world.Item(1), world.Item(2)], Cancel);
        var looked = await mailbox.FindStatesAsync(inbox, [Key(1), Key(2)], Cancel);
        var wanted = new ItemState(ItemFlags.Seen, []);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.ChangeStatesAsync([.. looked.Select(item => new StateChange(item, wanted))], Cancel));

        Assert.Equal(code, error.Failure.Code.Value);
        Assert.NotEqual(RetryAdvice.No, error.Failure.Retry);
        Assert.All(await mailbox.FindStatesAsync(inbox, [Key(1), Key(2)], Cancel), item => Assert.True(item.IsUntouched));
    }

    private static string NameOf(XElement path) =>
        (path.Attribute("FieldURI") ?? path.Attribute("PropertyName") ?? path.Attribute("PropertyTag"))!.Value;

    private static async Task OwnerSetsAsync(ExchangeWorld world, string id, SetItemField field)
    {
        using var client = world.Client();
        var request = new UpdateItem { ConflictResolution = ConflictResolution.AlwaysOverwrite, ItemChanges = [new ItemChange(new ItemId(id), field)] };
        Assert.True((await client.UpdateItemAsync(request, Cancel))[0].IsSuccess);
    }

    /// <summary>What is said on the way to the server.</summary>
    private sealed class Wire() : DelegatingHandler(new SocketsHttpHandler())
    {
        public List<XElement> Updates { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
                Updates.AddRange(XDocument.Load(new MemoryStream(bytes)).Descendants().Where(element => element.Name.LocalName == "UpdateItem"));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
