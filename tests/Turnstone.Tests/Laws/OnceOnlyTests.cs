using Turnstone.Engine.Planning;
using Turnstone.Testing;
using Turnstone.Tests.Transfer;
using Xunit;

namespace Turnstone.Tests.Laws;

/// <summary>
/// Whatever owners do on either side between passes: of each message the destination has as many as the source ever showed to a pass at one
/// time. Fewer would be one lost, more one doubled. What a pass leaves out it need not deliver, and may know as being still there.
/// </summary>
public sealed class OnceOnlyTests
{
    private const int Messages = 4;

    // What makes places change hands, and little else: copies, moves, renames, and passes that leave a folder out.
    private static readonly int[] PlacesChangeHands = [0, 3, 4, 4, 5, 6, 6, 8, 10, 12, 12];

    [Fact]
    public void AnySequenceOfMovesCopiesAndLosses_GivesEachMessageOnce() => Law.Holds(Step.Of(kinds: 12), stories: 400, longest: 60, steps => PlayAsync(steps.Select(step => (step.What, step.Which))));

    [Fact]
    public void AnySequenceOfRenamesAndCopies_GivesEachMessageOnce() => Law.Holds(
        Step.Of(PlacesChangeHands.Length), stories: 200, longest: 40, steps => PlayAsync(steps.Select(step => (PlacesChangeHands[step.What], step.Which)), messages: 1, names: 2));

    /// <summary>Two copies bore one key here once: a lost journal learned of one of them, and the other was sent again.</summary>
    [Fact]
    public Task FolderThatHasItsOldNameBack_AndALostJournal_GiveEachMessageOnce() => PlayAsync(
    [
        (6, 352), (11, 340), (4, 478), (5, 638), (3, 212), (7, 778), (0, 685), (9, 377), (6, 263), (7, 410), (3, 970), (2, 35),
        (4, 933), (7, 760), (7, 650), (10, 894), (0, 418), (6, 629), (1, 197), (4, 912), (7, 519), (9, 423), (10, 131), (6, 723),
        (2, 642), (4, 298), (1, 931), (11, 376), (4, 504), (6, 386), (11, 556), (1, 95), (6, 621), (0, 34), (9, 589), (0, 652),
        (6, 555), (10, 268), (0, 474), (4, 459), (1, 210), (6, 509), (5, 922), (10, 657),
        (10, 0), (8, 0),
    ]);

    private static async Task PlayAsync(IEnumerable<(int What, int Which)> steps, int messages = Messages, int names = 5)
    {
        var world = new PassWorld();
        var folders = new List<InMemorySourceFolder> { world.Inbox, world.Source.AddFolder("A", 2), world.Source.AddFolder("B/C", 3) };
        var (least, most) = (new int[Messages], new int[Messages]);
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
                    folder.Add(SeedMessage.Plain(which % messages));
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
                    var name = $"Name {which % names}";
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
                case 12:
                    await RunAsync(PassKind.Full, leftOut: folder);
                    break;
            }
        }

        await RunAsync(PassKind.Full);

        Assert.Equal(world.Destination.Deliveries.Count, world.Destination.Deliveries.Select(delivery => delivery.SourceKey).Distinct().Count());
        var delivered = Count(world.Destination.Deliveries.Select(delivery => delivery.Content));
        Assert.All(delivered, (count, i) => Assert.InRange(count, least[i], most[i]));

        async Task RunAsync(PassKind kind, InMemorySourceFolder? leftOut = null)
        {
            var (shown, there) = (Count(folders.Where(folder => folder != leftOut)), Count(folders));
            var filter = leftOut is null ? null : FolderFilter.Parse($"^{leftOut.Description.Path}$");
            var report = await world.RunAsync(new PassOptions { Kind = kind, FolderFilter = filter });
            Assert.True(report.Totals.AddsUp);
            Assert.Equal(0, report.Totals.Failed);
            if (report.Totals.Skipped == 0)
            {
                for (var i = 0; i < Messages; i++)
                {
                    (least[i], most[i]) = (Math.Max(least[i], shown[i]), Math.Max(most[i], there[i]));
                }
            }
        }
    }

    private static int[] Count(IEnumerable<InMemorySourceFolder> folders) => Count(folders.SelectMany(folder => folder.Contents));

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
