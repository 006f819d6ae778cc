using System.Globalization;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>Delivers batches: one CreateItem each, never sent a second time from here.</summary>
internal sealed class ExchangeDelivery(ExchangeConnection connection, ExchangeFolders folders, LearnedLimits limits)
{
    public async Task<IReadOnlyList<DeliveryResult>> DeliverAsync(
        DestinationFolder folder, IReadOnlyList<PreparedItem> items, CancellationToken cancellationToken)
    {
        // What is known to be too large is not sent; the others go without it.
        var largest = limits.Now.ItemBytes;
        var sent = items.Where(item => item.Content.Length <= largest).ToList();
        var answers = new Queue<DeliveryResult>(sent.Count == 0 ? [] : await SendAsync(folder, sent, cancellationToken));
        return [.. items.Select(item => item.Content.Length <= largest ? answers.Dequeue() : TooLarge(item, largest))];
    }

    private async Task<IReadOnlyList<DeliveryResult>> SendAsync(
        DestinationFolder folder, List<PreparedItem> items, CancellationToken cancellationToken)
    {
        var request = new CreateItem { SavedItemFolderId = new FolderId(folder.Id), Items = [.. items.Select(ItemProperties.ToMessage)] };
        IReadOnlyList<EwsResponse<Item>> responses;
        connection.RefuseWhileHeld();
        try
        {
            responses = await connection.SendRawAsync(client => client.CreateItemAsync(request, cancellationToken), cancellationToken);
        }
        catch (EwsHttpException error) when (error.Kind == EwsHttpErrorKind.RequestTooLarge)
        {
            return LearnFrom(items, error);
        }
        catch (EwsException error)
        {
            throw connection.Explain(error);
        }

        if (responses.Any(response => AboutFolder(response)))
        {
            await folders.ForgetAsync(cancellationToken);
        }

        // Where nothing arrived and the first refusal ends a folder or a mailbox, it is the session that ended, not an item.
        if (responses[0] is { IsSuccess: false } first
            && Meaning(first) == AnswerMeaning.End
            && responses.All(response => !response.IsSuccess && Meaning(response) is AnswerMeaning.End or AnswerMeaning.Again))
        {
            throw connection.Explain(first);
        }

        var results = responses.Select(ResultOf).ToList();
        return IsPlain(results) ? results : await CheckedAsync(items, results, [.. responses.Where(response => response.IsSuccess)], cancellationToken);
    }

    /// <summary>
    /// Where all went the same way it does not matter which answer is whose; and a batch that went well up to a point, from where on nothing
    /// was tried, is how a server ends one, and no other order of its answers looks like it.
    /// </summary>
    private static bool IsPlain(List<DeliveryResult> results) =>
        results.TrueForAll(result => result is not DeliveryResult.Delivered)
        || results.SkipWhile(result => result is DeliveryResult.Delivered).All(result => result is DeliveryResult.NotTried);

    /// <summary>
    /// An answer says which item it is about by its place alone, and a place can be wrong; the ids in it cannot. So the items that were made
    /// are asked for their keys. Where those are not the keys of the places that tell of success, nothing is believed but the keys.
    /// </summary>
    private async Task<IReadOnlyList<DeliveryResult>> CheckedAsync(
        List<PreparedItem> items, List<DeliveryResult> results, List<EwsResponse<Item>> arrived, CancellationToken cancellationToken)
    {
        var made = await ReadKeysAsync([.. arrived.Select(response => response.Value?.ItemId).OfType<ItemId>()], cancellationToken);
        return items.Zip(results).All(pair => pair.Second is DeliveryResult.Delivered == made.Contains(pair.First.SourceKey))
            ? results
            : [.. items.Select(DeliveryResult (item) => made.Contains(item.SourceKey) ? new DeliveryResult.Delivered() : new DeliveryResult.Unknown(OutOfOrder()))];
    }

    /// <summary>The keys of these items; what cannot be read is left out, and is asked about by whoever misses it.</summary>
    private async Task<HashSet<SourceKey>> ReadKeysAsync(IReadOnlyList<ItemId> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var request = new GetItem { ItemIds = ids, ItemShape = new ResponseShape(BaseShape.IdOnly) { AdditionalProperties = [ItemProperties.SourceKey] } };
        try
        {
            var answers = await connection.SendRawAsync(client => client.GetItemAsync(request, cancellationToken), cancellationToken);
            return [.. answers.Select(answer => SourceKey.TryParse(answer.Value?.Find(ItemProperties.SourceKey)?.AsString(), out var key) ? key : (SourceKey?)null).OfType<SourceKey>()];
        }
        catch (EwsException)
        {
            // The answer that matters has come; without this one less of it is believed.
            return [];
        }
    }

    /// <summary>What one answer means for its item.</summary>
    internal static DeliveryResult ResultOf(EwsResponse<Item> response)
    {
        // A warning is no success: it is said of items that were not come to (Microsoft, ResponseClass).
        if (response.IsSuccess)
        {
            return new DeliveryResult.Delivered();
        }

        var failure = ExchangeFailures.From(response.ResponseCode, response.MessageText, response.MessageXml);
        return Meaning(response) switch
        {
            AnswerMeaning.Wait or AnswerMeaning.Again or AnswerMeaning.End => new DeliveryResult.NotTried(failure),
            AnswerMeaning.Ask => new DeliveryResult.Unknown(failure),
            AnswerMeaning.Refuse => new DeliveryResult.Refused(failure),
            _ => throw new InvalidOperationException("An answer that means nothing."),
        };
    }

    private DeliveryResult[] LearnFrom(List<PreparedItem> items, EwsHttpException error)
    {
        var bytes = items.Sum(item => item.Content.Length);
        if (items.Count == 1)
        {
            limits.ItemRefused(bytes);
            return [new DeliveryResult.Refused(ExchangeFailures.TooLarge(error.Message))];
        }

        limits.BatchRefused(items.Count, bytes);
        var failure = ExchangeFailures.TooLarge(error.Message) with { Retry = RetryAdvice.Soon };
        return [.. items.Select(_ => new DeliveryResult.NotTried(failure))];
    }

    private static AnswerMeaning Meaning(EwsResponse<Item> response) => ExchangeFailures.MeaningOf(response.ResponseCode, response.MessageXml).Meaning;

    private static bool AboutFolder(EwsResponse<Item> response) =>
        !response.IsSuccess && AnswerTable.Look(response.ResponseCode) is { Meaning: AnswerMeaning.End, Scope: FailureScope.Folder };

    private static Failure OutOfOrder() => new()
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Item,
        Code = FailureCodes.DestinationProtocol,
        Message = "Exchange's answers are not in the order of the items, so it is asked what became of each.",
        Remedy = "Nothing to do if it passes; if not, something between here and Exchange spoils its answers.",
        Retry = RetryAdvice.Soon,
    };

    private static DeliveryResult.Refused TooLarge(PreparedItem item, long largest) => new(ExchangeFailures.TooLarge(string.Create(
        CultureInfo.InvariantCulture, $"The message of {item.Content.Length} bytes is larger than what this server takes: it refused one of {largest + 1}.")));
}
