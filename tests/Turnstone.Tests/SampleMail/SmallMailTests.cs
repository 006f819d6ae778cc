using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.Tests.SampleMail;

public class SmallMailTests
{
    private static readonly SamplePerson Owner = new("Many", "many@old.example", "en-GB");
    private static readonly DateTimeOffset Until = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AMillion_CostNoMemoryUntilTheyAreRead()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var mailbox = SmallMail.Mailbox(Owner, 1_000_000, folders: 7, Until);

        Assert.Equal(1_000_000, mailbox.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal(Until.AddMinutes(-1), mailbox.Folders[0].MessageAt(mailbox.Folders[0].Count - 1).InternalDate);
    }

    [Fact]
    public void Messages_AreSmallAndDiffer()
    {
        var messages = SmallMail.Mailbox(Owner, 100, folders: 3, Until).Folders.SelectMany(folder => folder.Messages()).Select(m => Convert.ToHexString(m.ToArray())).ToList();

        Assert.Equal(100, messages.Distinct().Count());
        Assert.All(messages, bytes => Assert.InRange(bytes.Length / 2, 200, 500));
    }
}
