using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Transfer;
using Turnstone.Testing;
using Turnstone.Tests.Storage;
using Xunit;

namespace Turnstone.Tests.Laws;

/// <summary>
/// A journal rebuilt from the destination equals the journal written, for what is settled: the same items, under the places they were sent
/// from, known by the same content, whatever happened at the source and wherever their owner has put them at the destination since.
/// </summary>
public class JournalRebuiltTests
{
    [Fact]
    public void JournalRebuiltInMemory_EqualsTheJournalWritten() => Law.Holds(Step.Of(kinds: 14), stories: 300, longest: 60, steps => TellAsync(steps, new InMemoryJournal()));

    [Fact]
    public void JournalRebuiltOnSqlite_EqualsTheJournalWritten() => Law.Holds(Step.Of(kinds: 14), stories: 60, longest: 60, async steps =>
    {
        using var state = new StateDirectory();
        await using var journal = await state.OpenAsync();
        await TellAsync(steps, journal);
    });

    private static async Task TellAsync(IReadOnlyList<Step> steps, IJournal rebuilt)
    {
        var scene = new Scene();
        var seen = new HashSet<(SourceFolderId Id, uint UidValidity)>();
        foreach (var (what, where, which) in steps)
        {
            switch (what)
            {
                case < 4:
                    scene.Add(where, which);
                    break;
                case 4:
                    scene.AddFolder(which);
                    break;
                case 5:
                    scene.MoveMessage(where, which);
                    break;
                case 6:
                    scene.CopyMessage(where, which);
                    break;
                case 7:
                    scene.Expunge(where, which);
                    break;
                case 8:
                    scene.Renumber(where);
                    break;
                case 9:
                    scene.World.Destination.Move(delivery => delivery.SourceKey.Uid % 3 == which % 3, $"Own {where % 2}");
                    break;
                case 10:
                    scene.GoWrong(where, which);
                    break;
                default:
                    await RunAsync(what == 11 ? PassKind.Trial : PassKind.Full);
                    break;
            }
        }

        await RunAsync(PassKind.Full);
        var written = scene.World.Journal;
        await scene.World.RunWithAsync(rebuilt, new PassOptions { Kind = PassKind.Trial, TrialItemsPerFolder = 0 });

        Assert.Equal(await ContentsAsync(written, scene), await ContentsAsync(rebuilt, scene));
        foreach (var (id, uidValidity) in seen)
        {
            var folder = await written.OpenFolderAsync(id, uidValidity, CancellationToken.None);
            var again = await rebuilt.OpenFolderAsync(id, uidValidity, CancellationToken.None);

            // What was sent from here: all that is settled but for what was recognised, and of that which has left since, what has its key there.
            Assert.Empty(Uids(folder).Where(uid => folder.IsSettled(uid) && !folder.IsRecognised(uid)).Except(Uids(again)));
            Assert.Empty(Uids(again).Except(Uids(folder).Where(uid => !folder.IsRecognised(uid))));
        }

        async Task RunAsync(PassKind kind)
        {
            seen.UnionWith(scene.Folders.Select(folder => (folder.Description.Id, folder.UidValidity)));
            await scene.World.RunAsync(kind);
            await scene.CalmDownAsync();
        }
    }

    /// <summary>What is known to be there by its content, each by the key that is on it.</summary>
    private static async Task<IEnumerable<string>> ContentsAsync(IJournal journal, Scene scene)
    {
        var keys = scene.World.Destination.Deliveries.Select(delivery => delivery.Item.ContentKey).ToHashSet();
        var known = await journal.FindSettledAsync(keys, CancellationToken.None);
        return known.SelectMany(items => items).Select(item => $"{item.Content} {item.Sent.Folder} {item.Sent.UidValidity} {item.Sent.Uid}").Order(StringComparer.Ordinal);
    }

    private static IEnumerable<uint> Uids(JournalFolder folder) =>
        folder.ListSettledRuns().SelectMany(run => Enumerable.Range(0, (int)(run.Last - run.First) + 1).Select(i => run.First + (uint)i));
}
