using System.Threading.Channels;
using MailKit;
using MailKit.Net.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// One fetch of many messages. What arrives is handed over one by one; while nobody takes it nothing is read from the server. When a
/// server refuses a whole set for one bad message, the set is halved until the bad one stands alone.
/// </summary>
internal sealed class ImapItemFetch(ImapSessionPool pool, SourceFolder folder, uint uidValidity, ChannelWriter<FetchedItem> results)
{
    private readonly Dictionary<uint, SourceItem> _pending = [];
    private readonly HashSet<uint> _refused = [];

    /// <summary>
    /// The message whose answer has not come to its end. A server that announces a wrong length mixes it with what follows, and only what
    /// follows shows that.
    /// </summary>
    private (SourceItem Item, ItemContent Content, int Literals)? _unfinished;
    private CancellationToken _cancellationToken;

    /// <summary>Writes exactly one answer for each item, or throws after those that were whole.</summary>
    public async Task RunAsync(IReadOnlyList<SourceItem> items, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        foreach (var item in items)
        {
            _pending.Add(item.Uid, item);
        }

        await RefuseHugeAsync(items);
        var sets = new Stack<List<SourceItem>>();
        sets.Push([.. _pending.Values.OrderBy(item => item.Uid)]);
        while (sets.Count > 0)
        {
            await using var lease = await pool.RentFetchingAsync(folder.Id, cancellationToken);
            var session = lease.Session;
            var examined = session.Examined is { } open && session.ExaminedId == folder.Id ? open : await session.ExamineAsync(folder, cancellationToken);
            ImapUidValidity.Check(examined, uidValidity, folder);
            await FetchSetsAsync(session, examined, sets);
            if (session.Client.IsConnected)
            {
                lease.LeaveInOrder();
            }
        }
    }

    /// <summary>Works off the sets until none is left or the connection is used up by an answer that could not be read.</summary>
    private async Task FetchSetsAsync(ImapSession session, SpoolingImapFolder examined, Stack<List<SourceItem>> sets)
    {
        while (session.Client.IsConnected && sets.TryPop(out var set))
        {
            Failure? refusal = null;
            var isReadToTheEnd = false;
            try
            {
                await examined.GetStreamsAsync([.. set.Select(item => new UniqueId(uidValidity, item.Uid))], TakeAsync, _cancellationToken);
                isReadToTheEnd = true;
            }
            catch (ImapCommandException error)
            {
                isReadToTheEnd = true;
                var words = session.Words.Refusal() ?? error.Message;
                if (ImapRefusal.AsksForPatience(words, signingIn: false) is not null)
                {
                    throw session.Failures.Lost(error);
                }

                if (ImapRefusal.EndsSession(words))
                {
                    throw session.Failures.Ended(error);
                }

                // NO may pass (Dovecot warns that it does), BAD does not.
                refusal = Unreadable($"The source would not hand it out: {words}", error.Response == ImapCommandResponse.No ? RetryAdvice.Soon : RetryAdvice.No);
            }
            catch (ImapProtocolException error) when (ImapFailures.IsSyntax(error))
            {
                refusal = Unreadable("The source's answer for it is not IMAP and cannot be read.", RetryAdvice.No);
            }
            catch (Exception error) when (ImapFailures.Knows(error))
            {
                throw session.Failures.Lost(error);
            }
            finally
            {
                // Where the next literal has begun, the answer before it was read whole.
                if (isReadToTheEnd || examined.Literals > _unfinished?.Literals)
                {
                    await HandOverAsync();
                }

                TakeBack();
            }

            await SettleAsync(set, refusal, sets);
        }
    }

    /// <summary>
    /// What a set left open is gone when the server said OK. A refusal may pass and may mean another one, so what is refused is asked for
    /// again in halves, and given up when it is refused alone and not for the first time.
    /// </summary>
    private async Task SettleAsync(List<SourceItem> set, Failure? refusal, Stack<List<SourceItem>> sets)
    {
        set.RemoveAll(item => !_pending.ContainsKey(item.Uid));
        if (refusal is not null && set.Exists(item => set.Count > 1 || !_refused.Contains(item.Uid)))
        {
            _refused.UnionWith(set.Select(item => item.Uid));
            var half = set.Count / 2;
            sets.Push(set[half..]);
            if (half > 0)
            {
                sets.Push(set[..half]);
            }

            return;
        }

        foreach (var item in set)
        {
            _pending.Remove(item.Uid);
            await results.WriteAsync(refusal is null ? new FetchedItem.Vanished(item) : new FetchedItem.Unreadable(item, refusal), _cancellationToken);
        }
    }

    /// <summary>Called by MailKit when a literal is complete; until it returns, no more is read.</summary>
    private async Task TakeAsync(ImapFolder from, int index, UniqueId uid, Stream stream, CancellationToken cancellationToken)
    {
        await HandOverAsync();

        // Asked for by nobody, or sent twice: MailKit disposes the stream and with it the bytes.
        if (stream is not LiteralStream literal || !_pending.TryGetValue(uid.Id, out var item))
        {
            return;
        }

        if (!literal.IsWhole)
        {
            throw new IOException("a message ended before the length that was announced for it");
        }

        _pending.Remove(uid.Id);
        if (literal.Length == 0 && item.Size > 0)
        {
            // BODY[] NIL, or none at all (Yandex): not the same as an empty message.
            var failure = Unreadable("The source lists it with a size but sends nothing for it.", RetryAdvice.Soon);
            await results.WriteAsync(new FetchedItem.Unreadable(item, failure), cancellationToken);
            return;
        }

        _unfinished = (item, literal.Take(), ((SpoolingImapFolder)from).Literals);
    }

    /// <summary>Hands over a message once more was read than its bytes.</summary>
    private async Task HandOverAsync()
    {
        if (_unfinished is not { } whole)
        {
            return;
        }

        _unfinished = null;
        try
        {
            await results.WriteAsync(new FetchedItem.Read(whole.Item, whole.Content), _cancellationToken);
        }
        catch
        {
            whole.Content.Dispose();
            throw;
        }
    }

    /// <summary>A message whose answer never came to its end is asked for again.</summary>
    private void TakeBack()
    {
        if (_unfinished is { } broken)
        {
            _unfinished = null;
            broken.Content.Dispose();
            _pending.Add(broken.Item.Uid, broken.Item);
        }
    }

    /// <summary>MailKit 4.18 counts a literal in an <see cref="int"/>; nothing of that size fits into Exchange either.</summary>
    private async Task RefuseHugeAsync(IReadOnlyList<SourceItem> items)
    {
        foreach (var item in items.Where(item => item.Size > int.MaxValue))
        {
            _pending.Remove(item.Uid);
            var failure = Unreadable("It is larger than 2 GiB, more than can be read in one piece.", RetryAdvice.No);
            await results.WriteAsync(new FetchedItem.Unreadable(item, failure), _cancellationToken);
        }
    }

    private static Failure Unreadable(string message, RetryAdvice retry) => new()
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Item,
        Code = FailureCodes.SourceItemUnreadable,
        Message = message,
        Remedy = "Open it on the source with another mail program; if it opens, retry the errors, and if not, it is damaged there.",
        Retry = retry,
    };
}
