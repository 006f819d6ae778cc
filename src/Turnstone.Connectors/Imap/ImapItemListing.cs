using System.Runtime.CompilerServices;
using MailKit;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Lists a folder from its highest UID down, in windows of UIDs: no SEARCH (IceWarp, QQ, SmarterMail and Domino have none that works)
/// and no sequence numbers (they move when something is expunged).
/// </summary>
internal sealed class ImapItemListing(ImapSessionPool pool, SourceFolder folder)
{
    private const uint FirstWindow = 1000;

    /// <summary>The most items one window can bring, and so what is held in memory at once.</summary>
    private const uint LargestWindow = 1 << 16;

    private const MessageSummaryItems Wanted =
        MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.InternalDate | MessageSummaryItems.Size;

    /// <summary>Examines the folder: from here on the listing is of this moment.</summary>
    public async Task<SourceListing> OpenAsync(CancellationToken cancellationToken)
    {
        await using var lease = await pool.RentListingAsync(cancellationToken);
        var examined = await lease.Session.ExamineAsync(folder, cancellationToken);
        var validity = ImapUidValidity.Of(examined, folder);
        var highest = examined.UidNext is { Id: > 0 } next ? next.Id - 1 : await AskHighestUidAsync(lease.Session, examined, cancellationToken);
        long counted = examined.Count;
        lease.LeaveInOrder();
        return new SourceListing(validity, counted, ReadAsync(examined, validity, counted, highest, CancellationToken.None));
    }

    private async IAsyncEnumerable<SourceItem> ReadAsync(
        SpoolingImapFolder examined, uint validity, long counted, uint highest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (counted == 0)
        {
            yield break;
        }

        await using var lease = await pool.RentListingAsync(cancellationToken);
        var session = lease.Session;
        if (!ReferenceEquals(session.Examined, examined))
        {
            // The connection of that moment is gone: expunges went unseen meanwhile, so the lower count is the one to meet.
            examined = await session.ExamineAsync(folder, cancellationToken);
            ImapUidValidity.Check(examined, validity, folder);
            counted = Math.Min(counted, examined.Count);
        }

        var first = new ListedUids();
        await foreach (var item in WalkAsync(session, examined, highest, counted, cancellationToken))
        {
            first.Append(item.Uid);
            yield return item;
        }

        var listed = first.Count;
        if (listed < counted - examined.Expunged)
        {
            // Asked twice before it is believed: an answer may leave items out while a server re-indexes, and UIDNEXT may be stale.
            highest = Math.Max(highest, await AskHighestUidAsync(session, examined, cancellationToken));
            await foreach (var item in WalkAsync(session, examined, highest, counted, cancellationToken))
            {
                if (!first.Contains(item.Uid))
                {
                    listed++;
                    yield return item;
                }
            }
        }

        lease.LeaveInOrder();
        if (listed < counted - examined.Expunged)
        {
            throw Incomplete(listed, counted - examined.Expunged);
        }
    }

    private async IAsyncEnumerable<SourceItem> WalkAsync(
        ImapSession session, SpoolingImapFolder examined, uint highest, long counted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long seen = 0;
        var width = FirstWindow;
        for (var high = highest; high > 0;)
        {
            var low = high > width ? high - width + 1 : 1;
            var window = await FetchWindowAsync(session, examined, low, high, cancellationToken);
            foreach (var item in window)
            {
                yield return item;
            }

            seen += window.Count;
            width = NextWidth(width, window.Count, counted - seen);
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

    private async Task<List<SourceItem>> FetchWindowAsync(
        ImapSession session, SpoolingImapFolder examined, uint low, uint high, CancellationToken cancellationToken)
    {
        var request = new FetchRequest(folder.SharesMessages ? Wanted | SharedMessages.WantedFrom(session.Client) : Wanted);
        IList<IMessageSummary> summaries;
        try
        {
            summaries = await examined.FetchAsync(new UniqueIdRange(examined.UidValidity, low, high), request, cancellationToken);
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw session.Failures.Lost(error);
        }

        // Exchange answers ranges beyond the end with messages nobody asked for, and any server may slip in news of others.
        var items = new List<SourceItem>(summaries.Count);
        foreach (var summary in summaries)
        {
            if (summary.UniqueId.IsValid && summary.UniqueId.Id >= low && summary.UniqueId.Id <= high)
            {
                items.Add(ImapItems.From(summary, folder));
            }
        }

        items.Sort((a, b) => b.Uid.CompareTo(a.Uid));
        RemoveRepeated(items);
        return items;
    }

    private static void RemoveRepeated(List<SourceItem> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (kept == 0 || sorted[i].Uid != sorted[kept - 1].Uid)
            {
                sorted[kept++] = sorted[i];
            }
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }

    /// <summary><c>*</c> is the highest UID there is (RFC 9051 section 6.4.9); Courier, for one, gives no UIDNEXT when a folder is opened.</summary>
    private static async Task<uint> AskHighestUidAsync(ImapSession session, SpoolingImapFolder examined, CancellationToken cancellationToken)
    {
        if (examined.Count == 0)
        {
            return 0;
        }

        try
        {
            var last = new UniqueIdRange(examined.UidValidity, uint.MaxValue, uint.MaxValue);
            var summaries = await examined.FetchAsync(last, new FetchRequest(MessageSummaryItems.UniqueId), cancellationToken);

            // A server that makes nothing of the star is walked from the very top.
            return summaries.Count == 0 ? uint.MaxValue - 1 : summaries.Max(summary => summary.UniqueId.Id);
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw session.Failures.Lost(error);
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
