using System.Text;
using System.Threading.Channels;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// One fetch of many messages. What arrives is handed over one by one; while nobody takes it nothing is read from the server. What a server
/// refuses for one bad message, or says OK to without bringing it, is asked for again in ever smaller sets until the bad one stands alone.
/// </summary>
internal sealed class ImapItemFetch(ImapSessionPool pool, SourceFolder folder, uint uidValidity, ContentSpool spool, ChannelWriter<FetchedItem> results)
{
    private readonly Dictionary<uint, SourceItem> _pending = [];

    /// <summary>Items that came with nothing in them.</summary>
    private readonly HashSet<uint> _empty = [];

    /// <summary>Items that were refused or kept back when they were asked for alone: once may be a slip.</summary>
    private readonly HashSet<uint> _doubtful = [];

    private CancellationToken _cancellationToken;

    /// <summary>Writes exactly one answer for each item, or throws after those that were whole.</summary>
    public async Task RunAsync(IReadOnlyList<SourceItem> items, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        foreach (var item in items)
        {
            _pending.Add(item.Uid, item);
        }

        var sets = new Stack<List<SourceItem>>(_pending.Values.OrderBy(item => item.Uid).Chunk(UidText.MostInASet).Reverse().Select(part => part.ToList()));
        while (sets.Count > 0)
        {
            await using var lease = await pool.RentFetchingAsync(folder.Id, cancellationToken);
            var session = lease.Session;
            var examined = session.Examined is { } known && session.ExaminedId == folder.Id ? known : await session.ExamineAsync(folder, cancellationToken);
            ImapUidValidity.Check(examined, uidValidity, folder);
            if (await FetchSetsAsync(session, sets))
            {
                lease.LeaveInOrder();
            }
        }
    }

    /// <summary>Works off the sets until none is left, or the connection is used up by an answer that could not be read: then false.</summary>
    private async Task<bool> FetchSetsAsync(ImapSession session, Stack<List<SourceItem>> sets)
    {
        while (sets.TryPop(out var set))
        {
            string? refusal = null;
            var isReadable = true;
            try
            {
                refusal = await session.FetchAsync(UidText.SetOf(set.Select(item => item.Uid)), TakeAsync, _cancellationToken);
            }
            catch (SessionException error) when (error.Failure.Code == FailureCodes.SourceProtocol)
            {
                (refusal, isReadable) = ("its answer is not IMAP and cannot be read.", false);
            }

            var left = set.FindAll(item => _pending.ContainsKey(item.Uid));
            if (left.Count > 0)
            {
                await (refusal is null ? LookForAsync(session, left, left.Count < set.Count, sets) : NarrowAsync(session, left, refusal, sets));
            }

            if (!isReadable)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// A refusal may pass (Dovecot warns that it does) and may mean another one, so what is refused is asked for again in halves, and given up
    /// when it is refused alone and not for the first time.
    /// </summary>
    private async Task NarrowAsync(ImapSession session, List<SourceItem> left, string refusal, Stack<List<SourceItem>> sets)
    {
        if (session.Failures.Refused(refusal) is { } patience)
        {
            throw patience;
        }

        if (left.Count > 1)
        {
            PushHalves(left, sets);
        }
        else if (_doubtful.Add(left[0].Uid))
        {
            sets.Push(left);
        }
        else
        {
            var isNo = refusal.StartsWith("NO", StringComparison.OrdinalIgnoreCase);
            await GiveUpAsync(left[0], $"The source would not hand it out: {refusal}", isNo ? RetryAdvice.Soon : RetryAdvice.No);
        }
    }

    /// <summary>
    /// The server said OK and did not bring all. Those it lists no more are gone; of the others it may have brought as many as it likes to bring
    /// at once (RFC 9738), or it keeps one back.
    /// </summary>
    private async Task LookForAsync(ImapSession session, List<SourceItem> left, bool hasBroughtSome, Stack<List<SourceItem>> sets)
    {
        if (hasBroughtSome)
        {
            sets.Push(left);
            return;
        }

        var listed = await session.FindAsync(left.Select(item => item.Uid), _cancellationToken);
        var there = left.FindAll(item => listed.Contains(item.Uid));
        var others = left.FindAll(item => !listed.Contains(item.Uid));
        if (there.Count == 0)
        {
            foreach (var item in left)
            {
                await AnswerAsync(new FetchedItem.Vanished(item));
            }
        }
        else if (others.Count > 0)
        {
            sets.Push(others);
            sets.Push(there);
        }
        else if (there.Count > 1)
        {
            PushHalves(there, sets);
        }
        else if (_doubtful.Add(there[0].Uid))
        {
            sets.Push(there);
        }
        else
        {
            await GiveUpAsync(there[0], "The source lists it but sends nothing for it.", RetryAdvice.Soon);
        }
    }

    /// <summary>One answer of the server. Until it is taken, no more is read.</summary>
    private async ValueTask TakeAsync(FetchAnswer answer, LiteralStream? literal)
    {
        using var content = literal ?? TextOf(answer);

        // Asked for by nobody, sent twice, or news of flags.
        if (content is null || answer.Uid is not { } uid || !_pending.TryGetValue(uid, out var item))
        {
            return;
        }

        // BODY[] NIL, or none at all (Yandex), is not the same as an empty message: that one has no size either, and is empty twice.
        if (content.Length == 0 && (_empty.Add(uid) || item.Size > 0))
        {
            return;
        }

        var whole = content.Take();
        try
        {
            await AnswerAsync(new FetchedItem.Read(item, whole));
        }
        catch
        {
            whole.Dispose();
            throw;
        }
    }

    /// <summary>A short message may come as a quoted string.</summary>
    private LiteralStream? TextOf(FetchAnswer answer)
    {
        if (answer.Text is not { } text)
        {
            return null;
        }

        var content = new LiteralStream(spool, text.Length);
        content.Write(Encoding.Latin1.GetBytes(text));
        return content;
    }

    private Task GiveUpAsync(SourceItem item, string message, RetryAdvice retry) => AnswerAsync(new FetchedItem.Unreadable(item, new Failure
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Item,
        Code = FailureCodes.SourceItemUnreadable,
        Message = message,
        Remedy = "Open it on the source with another mail program; if it opens, retry the errors, and if not, it is damaged there.",
        Retry = retry,
    }));

    private async Task AnswerAsync(FetchedItem answer)
    {
        _pending.Remove(answer.Item.Uid);
        await results.WriteAsync(answer, _cancellationToken);
    }

    private static void PushHalves(List<SourceItem> items, Stack<List<SourceItem>> sets)
    {
        var half = items.Count / 2;
        sets.Push(items[half..]);
        sets.Push(items[..half]);
    }
}
