using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.States;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// Looks at the states of delivered items, and gives those another that nobody has touched: the one place that changes anything. What it can
/// set is in <see cref="FieldsOf"/>; that it never overwrites is the server's doing, by the change key of the look.
/// </summary>
internal sealed class ExchangeStates(ExchangeConnection connection, ExchangeLookup lookup)
{
    /// <summary>What Outlook shows of a message that was neither answered nor forwarded: an open or a closed envelope ([MS-OXOMSG] 2.2.1.10).</summary>
    private const int ReadIcon = 256;
    private const int UnreadIcon = 257;

    // Below the surface nobody sees a state.
    private readonly ExchangeSearch<StatedItem> _search = new(connection, ItemProperties.OfState, ItemProperties.ToStated, item => item.SourceKey, withExtras: false);

    /// <summary>Those of these keys that are in the folder, or else anywhere their owner looks.</summary>
    public async Task<IReadOnlyList<StatedItem>> FindAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<SourceKey, StatedItem>();
        try
        {
            await foreach (var (key, item) in lookup.FindItemsAsync(folder, keys, ItemProperties.OfState, cancellationToken))
            {
                if (ItemProperties.ToStated(item) is { } stated)
                {
                    found.TryAdd(key, stated);
                }
            }
        }
        catch (SessionException error) when (error.Failure.Code == FailureCodes.DestinationFolderUnavailable)
        {
            // Deleted, or moved with what is in it: then that is elsewhere.
        }

        foreach (var item in await _search.FindAsync([.. keys.Where(key => !found.ContainsKey(key))], cancellationToken))
        {
            found.TryAdd(item.SourceKey, item);
        }

        return [.. found.Values];
    }

    /// <summary>One page of everything that carries a source key.</summary>
    public async Task<StatedPage> ListAsync(DeliveredCursor cursor, CancellationToken cancellationToken)
    {
        var (items, next) = await _search.ListAsync(cursor, cancellationToken);
        return new StatedPage(items, next);
    }

    /// <summary>One UpdateItem.</summary>
    public async Task<IReadOnlyList<StateChangeResult>> ChangeAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        var request = new UpdateItem
        {
            ConflictResolution = ConflictResolution.NeverOverwrite,
            ItemChanges = [.. changes.Select(change => new ItemChange(new ItemId(change.Item.Version.Id, change.Item.Version.Change), [.. FieldsOf(change)]))],
        };
        connection.RefuseWhileHeld();
        var responses = await connection.SendAsync(client => client.UpdateItemAsync(request, cancellationToken), cancellationToken);
        return [.. changes.Zip(responses, ResultOf)];
    }

    /// <summary>Those fields in which the states differ, and the mark of the new one. Set together, or none of them.</summary>
    private static IEnumerable<SetItemField> FieldsOf(StateChange change)
    {
        var (now, wanted) = (change.Item.Now, change.Wanted);
        var different = now.Flags ^ wanted.Flags;
        if (different.HasFlag(ItemFlags.Seen))
        {
            yield return new SetItemField.IsRead(wanted.Flags.HasFlag(ItemFlags.Seen));
        }

        if (different.HasFlag(ItemFlags.Flagged))
        {
            yield return new SetItemField.Flag(wanted.Flags.HasFlag(ItemFlags.Flagged) ? FlagStatus.Flagged : FlagStatus.NotFlagged);
        }

        if ((different & (ItemFlags.Answered | ItemFlags.Forwarded)) != 0)
        {
            var (verb, icon) = ItemProperties.VerbOf(wanted.Flags) ?? (0, wanted.Flags.HasFlag(ItemFlags.Seen) ? ReadIcon : UnreadIcon);
            yield return new SetItemField.Extended(ExtendedProperty.OfInteger(ItemProperties.LastVerbExecuted, verb));
            yield return new SetItemField.Extended(ExtendedProperty.OfInteger(ItemProperties.IconIndex, icon));
        }

        if (!wanted.Categories.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(now.Categories))
        {
            yield return new SetItemField.Categories(wanted.Categories);
        }

        yield return new SetItemField.Extended(ExtendedProperty.OfString(ItemProperties.StateMark, wanted.Mark.ToString()));
    }

    /// <exception cref="SessionException">The answer does not say what became of the item, or is about more than it: look again.</exception>
    private StateChangeResult ResultOf(StateChange change, EwsResponse<Item> response)
    {
        if (response.IsSuccess)
        {
            return response.Value?.ItemId is not { } id || id.Id == change.Item.Version.Id ? new StateChangeResult.Changed() : throw OutOfOrder();
        }

        if (response.ResponseCode == ResponseCode.ErrorIrresolvableConflict)
        {
            return new StateChangeResult.Touched();
        }

        if (response.ResponseCode == ResponseCode.ErrorItemNotFound)
        {
            return new StateChangeResult.Gone();
        }

        var failure = ExchangeFailures.From(response.ResponseCode, response.MessageText, response.MessageXml);
        return failure is { Scope: FailureScope.Item, Retry: RetryAdvice.Never } ? new StateChangeResult.Refused(failure) : throw connection.Explain(response);
    }

    private static SessionException OutOfOrder() => new(new Failure
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Item,
        Code = FailureCodes.DestinationProtocol,
        Message = "Exchange's answers are not in the order of the items, so these are looked at again.",
        Remedy = "Nothing to do if it passes; if not, something between here and Exchange spoils its answers.",
        Retry = RetryAdvice.Soon,
    });
}
