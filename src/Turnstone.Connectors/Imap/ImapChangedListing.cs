using System.Runtime.CompilerServices;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>Asks a server that counts changes (CONDSTORE, RFC 7162) what has changed in a folder, in windows of UIDs from the lowest up.</summary>
internal sealed class ImapChangedListing(ImapSessionPool pool, SourceFolder folder, FolderMark since)
{
    /// <summary>The most items one answer can bring, and so what is held in memory at once; wider where little has changed.</summary>
    private const uint NarrowestWindow = 1 << 16;

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var width = NarrowestWindow;
        for (uint low = 1; ;)
        {
            var (items, next) = await ReadWindowAsync(low, width, cancellationToken);
            foreach (var item in items)
            {
                yield return item;
            }

            if (next is not { } further)
            {
                yield break;
            }

            low = further;
            width = items.Count > NarrowestWindow / 2 ? NarrowestWindow : Math.Min(width, uint.MaxValue / 2) * 2;
        }
    }

    /// <summary>What changed in one window, and where the next begins; null behind the last.</summary>
    private async Task<(IReadOnlyCollection<SourceItem> Items, uint? Next)> ReadWindowAsync(uint low, uint width, CancellationToken cancellationToken)
    {
        await using var lease = await pool.RentListingAsync(cancellationToken);
        var examined = await lease.Session.ExamineAsync(folder, cancellationToken);
        ImapUidValidity.Check(examined, since.UidValidity, folder);
        var high = low > uint.MaxValue - width ? uint.MaxValue : low + width - 1;
        var isLast = examined.UidNext is not { Id: var uidNext } || high >= uidNext - 1;
        var items = new Dictionary<uint, SourceItem>();
        await lease.Session.AskAsync(
            FormattableString.Invariant($"UID FETCH {low}:{(isLast ? "*" : high)} (UID FLAGS) (CHANGEDSINCE {since.ModSeq})"),
            line =>
            {
                if (FetchAnswer.Read(line.Span) is not { } answer)
                {
                    return false;
                }

                // What the star stands for may lie below; and what was said last holds.
                if (answer.Uid is { } uid && uid >= low)
                {
                    items[uid] = ImapItems.From(answer, uid, folder);
                }

                return true;
            },
            cancellationToken);
        lease.LeaveInOrder();
        return (items.Values, isLast ? null : high + 1);
    }
}
