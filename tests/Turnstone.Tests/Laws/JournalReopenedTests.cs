using System.Globalization;
using System.Security.Cryptography;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Turnstone.Tests.Storage;
using Xunit;

namespace Turnstone.Tests.Laws;

/// <summary>A journal reopened equals the journal kept: the one on disk, closed and opened at any moment, answers as one that never left memory.</summary>
public class JournalReopenedTests
{
    private const int Folders = 3;
    private const int Uids = 25;

    private static readonly DestinationFolder[] Destinations = [At("AAMk=", "A"), At("aamk=", "A", "B"), At("BBMk=", "Ü\0")];

    [Fact]
    public void JournalClosedAndOpenedAtAnyMoment_AnswersAsOneThatWasKept() => Law.Holds(Step.Of(kinds: 14), stories: 100, longest: 80, async steps =>
    {
        using var state = new StateDirectory();
        var time = new SteppedTime();
        var kept = new InMemoryJournal(time);
        var journal = await state.OpenAsync(time);
        try
        {
            foreach (var (what, where, which) in steps)
            {
                time.Advance(TimeSpan.FromMilliseconds(1 + which));
                if (what == 13)
                {
                    await journal.DisposeAsync();
                    journal = await state.OpenAsync(time);
                    Assert.Equal(await TellAsync(kept), await TellAsync(journal));
                    continue;
                }

                await TakeAsync(kept, what, where, which);
                await TakeAsync(journal, what, where, which);
            }

            Assert.Equal(await TellAsync(kept), await TellAsync(journal));
        }
        finally
        {
            await journal.DisposeAsync();
        }
    });

    private static async Task TakeAsync(IJournal journal, int what, int where, int which)
    {
        var folder = await OpenAsync(journal, where % Folders);
        var uid = (uint)(1 + (which % Uids));
        uint[] several = [.. Enumerable.Range(0, 1 + (where % 5)).Select(i => (uint)(1 + ((which + (i * 3)) % Uids))).Distinct()];
        switch (what)
        {
            case 0:
                await journal.BeginPassAsync((PassKind)(which % 5), CancellationToken.None);
                break;
            case 1:
                if (await journal.LastPassAsync(CancellationToken.None) is { } pass)
                {
                    await journal.EndPassAsync(pass, (PassStatus)(which % 4), where, CancellationToken.None);
                }

                break;
            case 2 or 3:
                await journal.MarkInDoubtAsync(folder, Destinations[which % Destinations.Length], several, CancellationToken.None);
                break;
            case 4 or 5:
                await journal.SettleAsync(folder, [.. several.Select(one => new Settlement.Arrived(one, Key((int)one % 6)))], [Note(folder, uid, ItemOutcome.Copied, which)], CancellationToken.None);
                break;
            case 6:
                await RecogniseAsync(journal, folder, uid, Key((int)uid % 6));
                break;
            case 7 or 8:
                await journal.SettleAsync(
                    folder,
                    [.. several.Select(one => new Settlement.Failed(one, which % 2 == 0 ? FailureCodes.DestinationItemRefused : FailureCodes.SourceItemUnreadable))],
                    [.. several.Select(one => Note(folder, one, ItemOutcome.Failed, which))],
                    CancellationToken.None);
                break;
            case 9:
                await journal.SettleAsync(folder, [.. several.Select(one => new Settlement.Released(one))], [Note(folder, uid, ItemOutcome.Skipped, which)], CancellationToken.None);
                break;
            case 10:
                await journal.KeepPlacesAsync(
                    new Dictionary<SourceFolderId, DestinationPath> { [folder.Id] = Destinations[which % Destinations.Length].Path }, CancellationToken.None);
                break;
            case 11:
                await journal.KeepMarksAsync(
                    new Dictionary<JournalFolder, FolderMark> { [folder] = new(folder.UidValidity, uid, which, where % 2 == 0 ? where : null) }, CancellationToken.None);
                break;
            case 12 when which % 10 == 0:
                await journal.MarkLearnedAsync(CancellationToken.None);
                break;
        }
    }

    /// <summary>An item takes the place of one that was settled elsewhere under the same content, as a message does that was moved.</summary>
    private static async Task RecogniseAsync(IJournal journal, JournalFolder folder, uint uid, ContentKey key)
    {
        var known = (await journal.FindSettledAsync([key], CancellationToken.None))[key].FirstOrDefault();
        if (known is not null && !folder.IsSettled(uid))
        {
            await journal.SettleAsync(folder, [new Settlement.Arrived(uid, key) { InsteadOf = known }], [], CancellationToken.None);
        }
    }

    /// <summary>Everything a journal can be asked, as text.</summary>
    private static async Task<string> TellAsync(IJournal journal)
    {
        var lines = new List<string>
        {
            $"last {await journal.LastPassAsync(CancellationToken.None)}",
            $"learned {await journal.HasLearnedAsync(CancellationToken.None)}",
            $"failed {await journal.CountFailedAsync(CancellationToken.None)}",
        };
        for (var i = 0; i < Folders; i++)
        {
            var folder = await OpenAsync(journal, i);
            var each = Enumerable.Range(1, Uids).Select(uid => (uint)uid).ToList();
            lines.Add($"{folder.Id} {folder.UidValidity} {folder.SettledCount} {folder.Mark}");
            lines.Add("runs " + string.Join(' ', folder.ListSettledRuns()));
            lines.Add("settled " + string.Join(' ', each.Where(folder.IsSettled)));
            lines.Add("recognised " + string.Join(' ', each.Where(folder.IsRecognised)));
            lines.Add("departed " + string.Join(' ', each.Where(folder.HasDeparted)));
            lines.Add("failed " + string.Join(' ', folder.ListFailed()));
        }

        var known = await journal.FindSettledAsync([.. Enumerable.Range(0, 6).Select(Key)], CancellationToken.None);
        lines.AddRange(known.SelectMany(items => items).Select(item => $"content {item}").Order(StringComparer.Ordinal));
        lines.AddRange((await journal.ListInDoubtAsync(CancellationToken.None)).Select(doubt =>
            $"doubt {doubt.Id} {doubt.UidValidity} {doubt.Destination} {string.Join(' ', doubt.Uids)} {doubt.LastMarked:O}").Order(StringComparer.Ordinal));
        lines.AddRange((await journal.ListPlacesAsync(CancellationToken.None)).Select(place => $"place {place}").Order(StringComparer.Ordinal));
        lines.AddRange((await journal.ListMarksAsync(CancellationToken.None)).Select(mark => $"mark {mark}").Order(StringComparer.Ordinal));
        lines.AddRange((await journal.ListNotesAsync(CancellationToken.None).ToListAsync()).Select(note => $"note {note}"));
        return string.Join('\n', lines);
    }

    private static Task<JournalFolder> OpenAsync(IJournal journal, int which) =>
        journal.OpenFolderAsync(new SourceFolderId(which == 0 ? "INBOX" : "Entw\u00fcrfe"), (uint)Math.Max(1, which), CancellationToken.None);

    private static ContentKey Key(int number) =>
        ContentKey.FromDigest(StateDirectory.Source, SHA256.HashData(BitConverter.GetBytes(number)));

    private static ItemNote Note(JournalFolder folder, uint uid, ItemOutcome outcome, int which) => new()
    {
        Folder = "Ordner " + folder.Number.ToString(CultureInfo.InvariantCulture),
        Uid = uid,
        Outcome = outcome,
        Code = outcome == ItemOutcome.Copied ? null : FailureCodes.DestinationItemTooLarge,
        Message = "Too \"large\"\n\0",
        Remedy = "Raise it.",
        Bytes = which * 40_000_000_000,
        Received = which % 2 == 0 ? null : DateTimeOffset.UnixEpoch.AddSeconds(which * 1_000_000L),
        Repair = outcome == ItemOutcome.Copied ? "The date was taken from the Date header." : null,
    };

    private static DestinationFolder At(string id, params string[] names) => new(id, new DestinationPath(FolderRole.Inbox, FolderPath.Of(names)));
}
