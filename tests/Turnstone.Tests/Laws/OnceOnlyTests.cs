using Turnstone.Engine.Planning;
using Turnstone.Testing;
using Turnstone.Tests.Transfer;
using Xunit;

namespace Turnstone.Tests.Laws;

/// <summary>
/// Whatever owners do on either side between passes: of each message the destination has as many as the source ever showed to a pass at one
/// time. Fewer would be one lost, more one doubled.
/// </summary>
public sealed class OnceOnlyTests
{
    private const int Messages = 4;

    [Fact]
    public void AnySequenceOfMovesCopiesAndLosses_GivesEachMessageOnce() => Law.Holds(Step.Of(kinds: 12), stories: 400, longest: 60, steps => PlayAsync(steps.Select(step => (step.What, step.Which))));

    /// <summary>Fails in two runs of three: two copies come to bear one key, a lost journal learns of one of them, and the other is sent again (docs/reliability.md, Known limits).</summary>
    [Fact(Explicit = true)]
    public Task FolderThatHasItsOldNameBack_AndALostJournal_GiveEachMessageOnce() => PlayAsync(
    [
        (6, 352), (11, 340), (4, 478), (5, 638), (3, 212), (7, 778), (0, 685), (9, 377), (6, 263), (7, 410), (3, 970), (2, 35),
        (4, 933), (7, 760), (7, 650), (10, 894), (0, 418), (6, 629), (1, 197), (4, 912), (7, 519), (9, 423), (10, 131), (6, 723),
        (2, 642), (4, 298), (1, 931), (11, 376), (4, 504), (6, 386), (11, 556), (1, 95), (6, 621), (0, 34), (9, 589), (0, 652),
        (6, 555), (10, 268), (0, 474), (4, 459), (1, 210), (6, 509), (5, 922), (10, 657),
        (10, 0), (8, 0),
    ]);

    private static async Task PlayAsync(IEnumerable<(int What, int Which)> steps)
    {
        var world = new PassWorld();
        var folders = new List<InMemorySourceFolder> { world.Inbox, world.Source.AddFolder("A", 2), world.Source.AddFolder("B/C", 3) };
        var most = new int[Messages];
        uint validity = 100;
        foreach (var (what, which) in steps)
        {
            var folder = folders[which % folders.Count];
            var other = folders[which / 7 % folders.Count];
            var uids = folder.Uids;
            var uid = uids.Count == 0 ? 0 : uids[which / 3 % uids.Count];
            switch (what)
            {
                case 0 or 1:
                    folder.Add(SeedMessage.Plain(which % Messages));
                    break;
                case 2 or 3 when uid != 0:
                    folder.MoveTo(other, uid);
                    break;
                case 4 when uid != 0:
                    folder.CopyTo(other, uid);
                    break;
                case 5 when uid != 0:
                    folder.Expunge(uid);
                    break;
                case 6 when folder != world.Inbox:
                    var name = $"Name {which % 5}";
                    if (!folders.Exists(taken => taken.Description.Path.ToString() == name))
                    {
                        world.Source.Rename(folder, name);
                    }

                    break;
                case 7:
                    folder.Renumber(++validity);
                    break;
                case 8:
                    world.LoseJournal();
                    break;
                case 9:
                    world.Destination.Move(delivery => delivery.SourceKey.Uid % 3 == which % 3, $"Own {which % 2}");
                    break;
                case 10 or 11:
                    await RunAsync(what == 10 ? PassKind.Full : PassKind.Trial);
                    break;
            }
        }

        await RunAsync(PassKind.Full);

        // Two copies of one message may bear one key where a folder has its old name back (docs/reliability.md, Known limits); two messages never.
        Assert.All(
            world.Destination.Deliveries.GroupBy(delivery => delivery.SourceKey),
            same => Assert.Single(same.Select(delivery => Convert.ToHexString(delivery.Content.Span)).Distinct()));
        Assert.Equal(most, Count(world.Destination.Deliveries.Select(delivery => delivery.Content)));

        async Task RunAsync(PassKind kind)
        {
            var now = Count(folders.SelectMany(folder => folder.Contents));
            var report = await world.RunAsync(kind);
            Assert.True(report.Totals.AddsUp);
            Assert.Equal(0, report.Totals.Failed);
            if (report.Totals.Skipped == 0)
            {
                for (var i = 0; i < Messages; i++)
                {
                    most[i] = Math.Max(most[i], now[i]);
                }
            }
        }
    }

    private static int[] Count(IEnumerable<ReadOnlyMemory<byte>> contents)
    {
        var counts = new int[Messages];
        foreach (var content in contents)
        {
            counts[Enumerable.Range(0, Messages).First(i => content.Span.SequenceEqual(SeedMessage.Plain(i).Content.Span))]++;
        }

        return counts;
    }
}
