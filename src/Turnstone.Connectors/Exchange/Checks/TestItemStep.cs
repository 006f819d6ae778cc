using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Verification;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>
/// Delivers one small item as a pass does, into a folder of the test's own, and reads it back. The folder is the same at every run, and holds
/// no more than some few items.
/// </summary>
internal sealed class TestItemStep(ProbeState state)
{
    private const int Size = 2048;

    public async Task<Finding> WriteAsync(CancellationToken cancellationToken)
    {
        await using var mailbox = new ExchangeDestinationMailbox(state.Options, state.Time);
        var folder = await mailbox.EnsureFolderAsync(TestFolder.Path, cancellationToken);
        var keys = Enumerable.Range(1, TestFolder.MostItems).Select(number => TestFolder.ItemKey(state.Options.Mailbox, number)).ToList();
        var there = (await mailbox.FindDeliveredAsync(folder, keys, cancellationToken)).Select(item => item.SourceKey).ToHashSet();
        if (keys.FindIndex(key => !there.Contains(key)) is not (>= 0 and var free))
        {
            return Finding.Warning($"Nothing was written: {TestFolder.MostItems} items of earlier tests are in the folder \"{TestFolder.Name}\", and more are not made", TestFolder.HowToRemove);
        }

        // One moment for the Date field and the sent time: across a second's end the two would differ, and Exchange writes the field from the time.
        var now = state.Time.GetUtcNow();
        using var content = new FilledMessage(Size, now - TimeSpan.FromDays(7));
        var item = TestFolder.Prepare(keys[free], content, now);
        var result = (await mailbox.DeliverAsync(folder, [item], cancellationToken))[0];
        if (FailureOf(result) is { } failure)
        {
            return Finding.Failed(failure.Message, failure.Remedy);
        }

        var wrong = await CompareAsync(mailbox, folder, item, cancellationToken);
        var left = there.Count == 0 ? "one item" : string.Create(CultureInfo.InvariantCulture, $"{there.Count + 1} items of this and earlier tests");
        return wrong.Count == 0
            ? new Finding(Engine.Checks.TestOutcome.Ok, $"An item was written and read back: content, received time, read state and category arrived. Left behind: the folder \"{TestFolder.Name}\" with {left}", TestFolder.HowToRemove)
            : Finding.Warning(
                $"An item was written, but read back otherwise: {string.Join(", ", wrong)}. Left behind: the folder \"{TestFolder.Name}\" with {left}",
                $"Look for transport agents, retention policies and programs that change mail in the mailbox. {TestFolder.HowToRemove}");
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(
        ExchangeDestinationMailbox mailbox, DestinationFolder folder, PreparedItem item, CancellationToken cancellationToken)
    {
        await foreach (var answer in mailbox.ReadBackAsync(folder, [item.SourceKey], cancellationToken))
        {
            if (answer is not ReadBack.Found found)
            {
                return [answer is ReadBack.Unreadable unreadable ? unreadable.Failure.Message : "it is not there"];
            }

            using var content = found.Content;
            await using var sent = await ToMemoryAsync(item.Content.OpenRead(), cancellationToken);
            await using var came = await ToMemoryAsync(content.OpenRead(), cancellationToken);
            List<string> wrong = [.. MessageComparer.Compare(sent, came, cancellationToken).Select(difference => $"{difference.Kind} {difference.Where}".TrimEnd()).Take(5)];
            Demand(found.Received?.ToUnixTimeSeconds() == item.Received.ToUnixTimeSeconds(), "the received time differs");
            Demand((found.Flags & (ItemFlags.Seen | ItemFlags.Draft)) == ItemFlags.Seen, "it is unread or a draft");
            Demand(found.Categories.SequenceEqual(item.Categories, StringComparer.OrdinalIgnoreCase), "the category is missing");
            return wrong;

            void Demand(bool isRight, string otherwise)
            {
                if (!isRight)
                {
                    wrong.Add(otherwise);
                }
            }
        }

        return ["it is not there"];
    }

    private static Failure? FailureOf(DeliveryResult result) => result switch
    {
        DeliveryResult.Delivered => null,
        DeliveryResult.Refused refused => refused.Failure,
        DeliveryResult.NotTried untried => untried.Failure,
        DeliveryResult.Unknown unknown => unknown.Failure,
        _ => throw new InvalidOperationException("A delivery that came to nothing."),
    };

    private static async Task<MemoryStream> ToMemoryAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using (stream)
        {
            // One small item of our own; what a server adds to it has a bound all the same.
            var memory = new MemoryStream();
            var buffer = new byte[16 << 10];
            for (int read; memory.Length < (1 << 20) && (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                memory.Write(buffer, 0, read);
            }

            memory.Position = 0;
            return memory;
        }
    }
}
