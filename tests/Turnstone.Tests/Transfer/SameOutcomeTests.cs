using FsCheck;
using FsCheck.Fluent;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>
/// Whatever happens at the source between passes, and whatever the passes are: a source that tells what has not changed is copied exactly as one
/// that has to be listed each time, and the reports are the same.
/// </summary>
public sealed class SameOutcomeTests
{
    private const int Messages = 5;

    [Theory]
    [InlineData(MarkGiving.InFolderList)]
    [InlineData(MarkGiving.InListing)]
    public void AnySequenceOfChangesAndPasses_ComesToTheSame(MarkGiving marks) => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 18), Gen.Choose(0, 1000)).ListOf().Resize(60).ToArbitrary(),
        steps =>
        {
            var told = PlayAsync([.. steps.Select(step => (step.Item1, step.Item2))], marks).GetAwaiter().GetResult();
            var listed = PlayAsync([.. steps.Select(step => (step.Item1, step.Item2))], MarkGiving.None).GetAwaiter().GetResult();
            Assert.Equal(listed, told);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60));

    /// <summary>Everything that can be seen of the passes, a line each.</summary>
    private static async Task<List<string>> PlayAsync((int What, int Which)[] steps, MarkGiving marks)
    {
        // One fetch at a time: which of two equal messages is met first must not be a matter of luck.
        var world = new PassWorld { Source = new InMemorySourceMailbox { Marks = marks, FetchConcurrency = 1 } };
        var folders = new List<InMemorySourceFolder> { world.Inbox, world.Source.AddFolder("A", 2), world.Source.AddFolder("B/C", 3) };
        var seen = new List<string>();
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
                    folder.Add(SeedMessage.Plain(which % Messages, bodyBytes: which % Messages * 100));
                    break;
                case 2 when uid != 0:
                    folder.MoveTo(other, uid);
                    break;
                case 3 when uid != 0:
                    folder.CopyTo(other, uid);
                    break;
                case 4 when uid != 0:
                    folder.Expunge(uid);
                    break;
                case 5 when uid != 0:
                    folder.Replace(uid, SeedMessage.Plain(which % Messages, bodyBytes: which % Messages * 100) with { Flags = ItemFlags.Seen });
                    break;
                case 6 when folder != world.Inbox:
                    var name = $"Name {which % 3}";
                    if (!folders.Exists(taken => taken.Description.Path.ToString() == name))
                    {
                        world.Source.Rename(folder, name);
                    }

                    break;
                case 7:
                    folder.Renumber(++validity);
                    break;
                case 8 when which % 4 == 0:
                    world.LoseJournal();
                    break;
                case 9:
                    world.SourceTrouble.Unreadable = which % 2 == 0 ? null : item => item.Uid % 3 == which % 3;
                    break;
                case 10:
                    world.SourceTrouble.Vanished = which % 2 == 0 ? null : item => item.Uid % 4 == which % 4;
                    break;
                case 11 or 12 or 13:
                    await RunAsync(new PassOptions());
                    break;
                case 14:
                    await RunAsync(new PassOptions { Kind = which % 2 == 0 ? PassKind.Trial : PassKind.Retry, TrialItemsPerFolder = 2 });
                    break;
                case 15:
                    await RunAsync(new PassOptions { SmallerThan = 300 + (which % Messages * 100) });
                    break;
                case 16:
                    await RunAsync(new PassOptions { DryRun = true });
                    break;
                case 17:
                    await RunAsync(new PassOptions { Verification = VerificationMode.Full });
                    break;
                case 18:
                    await RunAsync(new PassOptions { RefreshFlags = true });
                    break;
            }
        }

        await RunAsync(new PassOptions());
        return seen;

        async Task RunAsync(PassOptions options)
        {
            var report = await world.RunAsync(options);
            Assert.True(report.Totals.AddsUp);
            seen.Add($"{report.Pass} {report.Status} {report.Grade} {report.Failure?.Code} {report.Verification} {report.Refresh?.Refreshed ?? 0}");
            seen.AddRange(report.Folders.Select(folder => $"  {folder.Source} > {folder.Destination} {folder.Totals} {folder.Failure?.Code}"));
            seen.AddRange((await world.NotesAsync()).Select(note => $"  {note.Folder} {note.Uid} {note.Outcome} {note.Code} {note.Message}").Order(StringComparer.Ordinal));
            seen.AddRange(world.Destination.Deliveries.Select(delivery => $"  {delivery.SourceKey} {delivery.Content.Length} {delivery.Item.State.Mark}").Order(StringComparer.Ordinal));
        }
    }
}
