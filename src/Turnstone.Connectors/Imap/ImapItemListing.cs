using System.Runtime.CompilerServices;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Lists a folder from its highest UID down, in windows of UIDs: no SEARCH (IceWarp, QQ, SmarterMail and Domino have none that works)
/// and no sequence numbers (they move when something is expunged). Between two windows the connection is anybody's.
/// </summary>
internal sealed class ImapItemListing(ImapSessionPool pool, SourceFolder folder)
{
    private const uint FirstWindow = 1000;

    private readonly ListingEnd _end = new();

    /// <summary>The most items one window can bring, and so what is held in memory at once.</summary>
    private const uint LargestWindow = 1 << 16;

    private ImapSession? _session;
    private int _examination;
    private uint _validity;

    /// <summary>How many items there are to be listed by the server's count, those apart that it said were expunged.</summary>
    private long _counted;

    /// <summary>The most items that one answer has brought.</summary>
    private int _most;

    /// <summary>The highest UID that was brought of what was there from the beginning.</summary>
    private uint _top;

    /// <summary>The lowest item that was brought, and its place in the folder by the server's word.</summary>
    private (uint Uid, uint? Place) _lowest = (uint.MaxValue, null);

    /// <summary>Examines the folder: from here on the listing is of this moment.</summary>
    /// <param name="since">What it was when all of it was known; null to list all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<SourceListing> OpenAsync(FolderMark? since, CancellationToken cancellationToken)
    {
        await using var lease = await pool.RentListingAsync(cancellationToken);
        var examined = await lease.Session.ExamineAsync(folder, cancellationToken);
        _validity = ImapUidValidity.Of(examined, folder);
        (_session, _examination, _counted) = (lease.Session, lease.Session.Examinations, examined.Count);
        var marking = new ListingMark(examined, _validity);
        since = marking.MayHoldAllOf(since) ? since : null;

        // What the server calls the next UID may be behind the times (SmarterMail); a folder that holds something has had one before it.
        var highest = examined.UidNext is { Id: > 1 } next && (since is null || marking.IsUidNextSure)
            ? next.Id - 1
            : await HighestUid.AskAsync(lease.Session, examined, cancellationToken);
        lease.LeaveInOrder();
        return new SourceListing(_validity, _counted, ReadAsync(highest, since, marking, CancellationToken.None)) { End = _end };
    }

    private async IAsyncEnumerable<SourceItem> ReadAsync(
        uint highest, FolderMark? since, ListingMark marking, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listed = new ListedUids();
        if (since is not null && marking.TellsWhatCame(since, highest))
        {
            await foreach (var item in WalkAsync(highest, since.UidNext, _counted - since.Count, isCareful: false, cancellationToken))
            {
                listed.Append(item.Uid);
                yield return item;
            }

            if (listed.Count == _counted - since.Count && (listed.Count == 0 || _lowest.Place == since.Count + 1))
            {
                (_end.Unchanged, _end.Mark) = (since.Count, marking.After(_top, since));
                yield break;
            }

            // Something has gone, or was left out of the answer: what there is is seen only by looking.
            highest = Math.Min(highest, since.UidNext - 1);
        }

        await foreach (var item in ReadToEndAsync(highest, listed, cancellationToken))
        {
            yield return item;
        }

        _end.Mark = marking.After(_top, since: null);
    }

    /// <summary>Everything from <paramref name="highest"/> down, and what was left out above it.</summary>
    private async IAsyncEnumerable<SourceItem> ReadToEndAsync(uint highest, ListedUids first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_counted == 0)
        {
            yield break;
        }

        await foreach (var item in WalkAsync(highest, 1, _counted - first.Count, isCareful: false, cancellationToken))
        {
            first.Append(item.Uid);
            yield return item;
        }

        var listed = first.Count;
        var (missing, top) = await FindMissingAsync(listed, highest, cancellationToken);
        if (missing == 0)
        {
            yield break;
        }

        // Asked twice before it is believed: an answer may leave items out while a server re-indexes, and UIDNEXT may be stale.
        await foreach (var item in WalkAsync(top, 1, _counted, isCareful: true, cancellationToken))
        {
            if (!first.Contains(item.Uid))
            {
                listed++;
                yield return item;
            }
        }

        (missing, _) = await FindMissingAsync(listed, top, cancellationToken);
        if (missing > 0)
        {
            throw Incomplete(listed, listed + missing);
        }
    }

    private async IAsyncEnumerable<SourceItem> WalkAsync(
        uint highest, uint lowest, long expected, bool isCareful, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long seen = 0;
        var width = FirstWindow;
        for (var high = highest; high >= lowest;)
        {
            var low = high - lowest >= width ? high - width + 1 : lowest;
            var window = await ReadWindowAsync(low, high, cancellationToken);

            // Some servers bring so many and no more, and say OK (RFC 9738): an answer as long as the longest may have been cut.
            if (isCareful && low < high && window.Count > 0 && window.Count == _most)
            {
                width = (high - low + 1) / 2;
                continue;
            }

            foreach (var item in window)
            {
                yield return item;
            }

            _most = isCareful ? _most : Math.Max(_most, window.Count);
            seen += window.Count;
            width = isCareful && window.Count > 0 ? width : NextWidth(width, window.Count, expected - seen);
            high = low - 1;
        }
    }

    /// <summary>
    /// Wider where UIDs are sparse. A window can bring no more items than it is wide nor, if the server counts truly, than are left:
    /// while many are left the width bounds the memory, after that the rest does, and the emptiest folder takes two dozen round trips.
    /// </summary>
    internal static uint NextWidth(uint width, int brought, long left)
    {
        if (left <= 0)
        {
            return uint.MaxValue;
        }

        var limit = left < LargestWindow ? uint.MaxValue / 2 : LargestWindow;
        return brought > width / 2 ? Math.Min(width, limit) : Math.Min(width, limit / 2) * 2;
    }

    private async Task<List<SourceItem>> ReadWindowAsync(uint low, uint high, CancellationToken cancellationToken)
    {
        await using var lease = await RentAsync(cancellationToken);
        var further = folder.SharesMessages ? " " + SharedMessages.WantedFrom(lease.Session.Client) : "";
        var items = new List<SourceItem>();
        await lease.Session.AskAsync(
            FormattableString.Invariant($"UID FETCH {low}:{high} (UID FLAGS INTERNALDATE RFC822.SIZE{further})"),
            line =>
            {
                if (FetchAnswer.Read(line.Span) is not { } answer)
                {
                    return false;
                }

                // Exchange answers ranges beyond the end with messages nobody asked for, and any server may slip in news of others.
                if (answer.Uid is { } uid && uid >= low && uid <= high)
                {
                    items.Add(ImapItems.From(answer, uid, folder));
                    _lowest = uid < _lowest.Uid ? (uid, answer.Number) : _lowest;
                    _top = answer.Number > _counted ? _top : Math.Max(_top, uid);
                }

                return true;
            },
            cancellationToken);
        lease.LeaveInOrder();
        return InOrder(items);
    }

    /// <summary>Highest first, each once: what was said of an item last may be news of its flags alone, so the fullest answer counts.</summary>
    private static List<SourceItem> InOrder(List<SourceItem> items)
    {
        var sorted = items.OrderByDescending(item => item.Uid).ThenByDescending(item => item.Received is not null).ThenByDescending(item => item.Size).ToList();
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (kept == 0 || sorted[i].Uid != sorted[kept - 1].Uid)
            {
                sorted[kept++] = sorted[i];
            }
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
        return sorted;
    }

    /// <summary>How many items are counted and were not listed, and the highest UID there is now. What was expunged meanwhile the server says at the latest when nothing else is asked.</summary>
    private async Task<(long Missing, uint Highest)> FindMissingAsync(long listed, uint highest, CancellationToken cancellationToken)
    {
        await using var lease = await RentAsync(cancellationToken);
        var examined = lease.Session.Examined!;
        if (listed < _counted - examined.Expunged)
        {
            await lease.Session.HearAsync(cancellationToken);
        }

        var missing = Math.Max(0, _counted - examined.Expunged - listed);
        var top = missing == 0 ? highest : Math.Max(highest, await HighestUid.AskAsync(lease.Session, examined, cancellationToken));
        lease.LeaveInOrder();
        return (missing, top);
    }

    /// <summary>
    /// A connection on which the folder is examined as it was. On another, or after another folder, expunges went unseen meanwhile, so the
    /// lower count is the one to meet.
    /// </summary>
    private async Task<ImapLease> RentAsync(CancellationToken cancellationToken)
    {
        var lease = await pool.RentListingAsync(cancellationToken);
        try
        {
            var session = lease.Session;
            if (!ReferenceEquals(session, _session) || session.Examined is null || session.Examinations != _examination)
            {
                var examined = await session.ExamineAsync(folder, cancellationToken);
                ImapUidValidity.Check(examined, _validity, folder);
                (_session, _examination, _counted) = (session, session.Examinations, Math.Min(_counted, examined.Count));
            }

            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private SessionException Incomplete(long listed, long expected) => new(new Failure
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Folder,
        Code = FailureCodes.SourceListIncomplete,
        Message = FormattableString.Invariant($"The source counts {expected} items in the folder \"{folder.Path}\" but lists {listed}, asked twice."),
        Remedy = "Have the folder's index rebuilt on the source (Dovecot: doveadm force-resync, Cyrus: reconstruct), then run the pass again.",
    });
}
