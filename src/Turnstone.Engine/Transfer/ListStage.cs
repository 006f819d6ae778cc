using System.Threading.Channels;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Transfer.Refresh;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// First stage: what the source has, minus what the journal settled, by the pass's rules. What needs no work is recorded here; the
/// rest goes on as fetches. Waits when the stages behind it are busy.
/// </summary>
internal sealed class ListStage(PassContext pass, IReadOnlyList<FolderWork> folders, IReadOnlyList<WithheldItems> withheld, SameMessages same)
{
    private const int RecordsAtOnce = 500;

    private readonly Selection _selection = new(pass.Setup.Options);
    private readonly List<ItemRecord> _records = [];
    private readonly List<SourceItem> _fetch = [];
    private long _fetchBytes;

    private IReadOnlyDictionary<SourceFolderId, FolderMark> _marks = new Dictionary<SourceFolderId, FolderMark>();

    public async Task RunAsync(ChannelWriter<FetchWork> output, CancellationToken cancellationToken)
    {
        await same.LearnAsync(folders.Where(IsListed), OpenJournalAsync, cancellationToken);

        // A trial counts what is there, item by item, as part of its sample.
        if (pass.Setup.Options.Kind != PassKind.Trial)
        {
            _marks = await pass.Journal.ListMarksAsync(cancellationToken);
        }

        // What the source said of its folders is a moment old, so these come first.
        foreach (var folder in folders.Where(IsListed).Where(IsUnchanged))
        {
            await OpenJournalAsync(folder, _marks[folder.Source.Id].UidValidity, cancellationToken);
            pass.Ledger.CountUnchanged(folder, _marks[folder.Source.Id].Count);
        }

        foreach (var folder in folders.Where(IsListed).Where(folder => !IsUnchanged(folder)))
        {
            pass.Ledger.Enter(PassPhase.Copying, folder.Name);
            try
            {
                if (folder.Source.Unavailable is { } unavailable)
                {
                    throw new SessionException(unavailable);
                }

                await pass.AtSource.RepeatAsync(token => ListAsync(folder, output, token), cancellationToken);
            }
            catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
            {
                folder.Failure = e.Failure;
            }

            await FlushAsync(folder, output, cancellationToken);
        }
    }

    private static bool IsListed(FolderWork folder) => folder is { Plan.Destination: not null, Source.HoldsItems: true, Failure: null };

    /// <summary>Whether all it holds was settled when the source last said of it what it says now.</summary>
    private bool IsUnchanged(FolderWork folder) =>
        folder.Source is { Mark: { } mark, Unavailable: null } && MarkOf(folder)?.HoldsTheSameAs(mark) == true;

    /// <summary>Where messages are shown by several folders, each has to be seen in all of them: no mark tells that.</summary>
    private FolderMark? MarkOf(FolderWork folder) => folder.Source.SharesMessages ? null : _marks.GetValueOrDefault(folder.Source.Id);

    /// <summary>Lists a folder. A listing that breaks off is made again from its start; what was found before is passed over.</summary>
    private async Task ListAsync(FolderWork folder, ChannelWriter<FetchWork> output, CancellationToken cancellationToken)
    {
        var since = folder.Totals.Found == 0 ? MarkOf(folder) : null;
        var listing = await pass.Source.ListItemsAsync(folder.Source, since, cancellationToken);
        await OpenJournalAsync(folder, listing.UidValidity, cancellationToken);
        await foreach (var item in listing.Items.WithCancellation(cancellationToken))
        {
            if (folder.TryFind(item.Uid))
            {
                Sort(folder, item);
                if (_fetch.Count >= DestinationBatches.FetchItems || _fetchBytes >= pass.Destination.Limits.BatchBytes
                    || _records.Count >= RecordsAtOnce)
                {
                    await FlushAsync(folder, output, cancellationToken);
                }
            }
        }

        pass.Ledger.CountUnchanged(folder, listing.End.Unchanged);
        (folder.IsListed, folder.Mark) = (listing.End.Unchanged == 0, listing.End.Mark);
    }

    private void Sort(FolderWork folder, SourceItem item)
    {
        if (same.IsElsewhere(folder, item, _records))
        {
            return;
        }

        switch (_selection.Decide(item, folder.Journal!))
        {
            case Verdict.AlreadySettled:
                folder.Refresh?.AddListed(item);
                _records.Add(Recorder.AlreadyThere(item.Uid));
                break;
            case Verdict.Taken when pass.Setup.Options.DryRun:
                same.LeaveBehind(item);
                _records.Add(Recorder.Planned(item));
                break;
            case Verdict.LeftBehind left:
                same.LeaveBehind(item);
                _records.Add(Recorder.Skipped(folder, item, left.Code, left.Reason));
                break;
            case Verdict.Taken when folder.Withheld.TryGetValue(item.Uid, out var until):
                pass.Late.Add(new LateItem(folder, item, until));
                break;
            case Verdict.Taken:
                if (folder.Journal!.HasDeparted(item.Uid))
                {
                    // It may turn out to be back where it was sent from, with the state of then.
                    folder.Refresh?.AddListed(item);
                }

                _fetch.Add(item);
                _fetchBytes += item.Size;
                break;
        }
    }

    private async Task FlushAsync(FolderWork folder, ChannelWriter<FetchWork> output, CancellationToken cancellationToken)
    {
        if (_records.Count > 0)
        {
            ItemRecord[] records = [.. _records];
            _records.Clear();
            await pass.Recorder.RecordAsync(folder, records);
        }

        if (_fetch.Count > 0)
        {
            var work = new FetchWork(folder, [.. _fetch]);
            _fetch.Clear();
            _fetchBytes = 0;
            await output.WriteAsync(work, cancellationToken);
        }
    }

    private async Task OpenJournalAsync(FolderWork folder, uint uidValidity, CancellationToken cancellationToken)
    {
        if (folder.Journal is not null)
        {
            if (folder.Journal.UidValidity != uidValidity)
            {
                throw new SessionException(Renumbered(folder, uidValidity));
            }

            return;
        }

        var journal = await pass.Journal.OpenFolderAsync(folder.Source.Id, uidValidity, cancellationToken);
        folder.Scope = SourceKey.ScopeOf(pass.Setup.Source, folder.Source.Id);
        foreach (var items in withheld.Where(w => w.Folder == journal))
        {
            foreach (var uid in items.Uids)
            {
                folder.Withheld[uid] = items.AskAfter;
            }
        }

        folder.Journal = journal;
        folder.Refresh = RefreshStage.IsAskedFor(pass.Setup.Options) ? new FolderRefresh(pass.Setup.Options.Keywords) : null;
    }

    /// <summary>The source has numbered a folder anew while it was being read.</summary>
    public static Failure Renumbered(FolderWork folder, uint uidValidity) => new()
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Folder,
        Code = FailureCodes.SourceUidValidityChanged,
        Message = $"The folder's UIDVALIDITY changed from {folder.Journal!.UidValidity} to {uidValidity} while it was being read.",
        Remedy = "Run the pass again once the folder is left alone; what has arrived is recognised and not copied twice.",
    };
}
