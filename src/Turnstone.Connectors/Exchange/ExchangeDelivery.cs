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

        return [.. responses.Select(ResultOf)];
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

    private static DeliveryResult.Refused TooLarge(PreparedItem item, long largest) => new(ExchangeFailures.TooLarge(string.Create(
        CultureInfo.InvariantCulture, $"The message of {item.Content.Length} bytes is larger than what this server takes: it refused one of {largest + 1}.")));
}
