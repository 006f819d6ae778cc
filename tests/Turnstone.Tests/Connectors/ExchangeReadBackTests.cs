using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;
using Xunit;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

public class ExchangeReadBackTests
{
    [Fact]
    public async Task DeliveredItem_ComesBackWithItsStateAndContent()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var folder = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        PreparedItem[] sent =
        [
            world.Item(1, ItemFlags.Seen | ItemFlags.Flagged | ItemFlags.Answered, categories: ["Kunde", "Red Category"]),
            world.Item(2, ItemFlags.Draft | ItemFlags.Seen),
            world.Item(3, ItemFlags.Forwarded),
        ];
        await mailbox.DeliverAsync(folder, sent, Cancel);

        var answers = await ReadAsync(mailbox, folder, [.. sent.Select(item => item.SourceKey)]);

        Assert.Equal(3, answers.Count);
        foreach (var item in sent)
        {
            var found = Assert.IsType<ReadBack.Found>(answers.Single(answer => answer.SourceKey == item.SourceKey));
            using var content = found.Content;
            using var text = new StreamReader(content.OpenRead());
            Assert.Contains($"Subject: Nr. {item.Source.Uid}", await text.ReadToEndAsync(Cancel), StringComparison.Ordinal);
            Assert.Equal((item.Flags, item.Received, item.Sent), (found.Flags, found.Received, found.Sent));
            Assert.Equal(item.Categories, found.Categories);
        }
    }

    [Fact]
    public async Task ManyAndLargeItems_ComeBackEachOnce()
    {
        await using var world = await StartAsync();
        await using var mailbox = world.Open();
        var folder = await mailbox.EnsureFolderAsync(Inbox(), Cancel);
        PreparedItem[] sent = [.. Enumerable.Range(1, 120).Select(uid => world.Item((uint)uid, body: uid % 40 == 0 ? new string('x', 5 << 20) : null))];
        foreach (var part in sent.Chunk(10))
        {
            await mailbox.DeliverAsync(folder, part, Cancel);
        }

        var answers = await ReadAsync(mailbox, folder, [.. sent.Select(item => item.SourceKey), Key(999)]);

        Assert.Equal(sent.Length, answers.OfType<ReadBack.Found>().Select(found => found.SourceKey).Distinct().Count());
        Assert.Equal([new ReadBack.Missing(Key(999))], answers.Where(answer => answer is not ReadBack.Found));
        Assert.All(answers.OfType<ReadBack.Found>(), found => Assert.True(found.Content.Length > (found.SourceKey.Uid % 40 == 0 ? 5 << 20 : 100)));
        answers.OfType<ReadBack.Found>().ToList().ForEach(found => found.Content.Dispose());
    }

    private static async Task<List<ReadBack>> ReadAsync(ExchangeDestinationMailbox mailbox, DestinationFolder folder, SourceKey[] keys)
    {
        var answers = new List<ReadBack>();
        await foreach (var answer in mailbox.ReadBackAsync(folder, keys, Cancel))
        {
            answers.Add(answer);
        }

        return answers;
    }
}
