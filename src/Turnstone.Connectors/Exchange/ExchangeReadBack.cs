using System.Runtime.CompilerServices;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>Reads delivered items back: FindItem for their ids, then GetItem with the MIME that Exchange makes of them, a few at a time.</summary>
internal sealed class ExchangeReadBack(ExchangeConnection connection, ExchangeLookup lookup, ContentSpool spool)
{
    private const int ItemsAtOnce = 50;

    /// <summary>Bytes of one answer: what is read is held until it is taken. Larger items come alone.</summary>
    private const long BytesAtOnce = 8 << 20;

    public async IAsyncEnumerable<ReadBack> ReadAsync(
        DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new Dictionary<SourceKey, Item>();
        await foreach (var (key, item) in lookup.FindItemsAsync(folder, keys, [FieldUri.ItemSize], cancellationToken))
        {
            found.TryAdd(key, item);
        }

        foreach (var key in keys.Distinct().Where(key => !found.ContainsKey(key)))
        {
            yield return new ReadBack.Missing(key);
        }

        foreach (var batch in Pack(found))
        {
            await foreach (var answer in ReadBatchAsync(batch, cancellationToken))
            {
                yield return answer;
            }
        }
    }

    private async IAsyncEnumerable<ReadBack> ReadBatchAsync(
        List<(SourceKey Key, ItemId Id, int Size)> batch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var contents = new ContentWriter?[batch.Count];
        try
        {
            var request = new GetItem
            {
                ItemShape = new ResponseShape(BaseShape.IdOnly) { AdditionalProperties = ItemProperties.ToCompare },
                ItemIds = [.. batch.Select(item => item.Id)],
                MimeDestination = index => Open(contents, index, batch[index].Size),
            };
            var responses = await connection.SendAsync(client => client.GetItemAsync(request, cancellationToken), cancellationToken);
            for (var i = 0; i < batch.Count; i++)
            {
                yield return AnswerOf(batch[i].Key, responses[i], ref contents[i]);
            }
        }
        finally
        {
            foreach (var content in contents)
            {
                content?.Dispose();
            }
        }
    }

    private ContentWriter Open(ContentWriter?[] contents, int index, int size)
    {
        // The client may ask anew, under another schema version.
        contents[index]?.Dispose();
        return contents[index] = spool.Write(size);
    }

    private ReadBack AnswerOf(SourceKey key, EwsResponse<Item> response, ref ContentWriter? content)
    {
        if (response is { IsSuccess: true, Value: { MimeLength: not null } item } && content is { } writer)
        {
            content = null;
            return ItemProperties.ToReadBack(item, key, writer.Complete());
        }

        // Moved or deleted since its id was found.
        if (response.ResponseCode == ResponseCode.ErrorItemNotFound)
        {
            return new ReadBack.Missing(key);
        }

        if (response.IsSuccess)
        {
            return new ReadBack.Unreadable(key, NoContent());
        }

        // What is wrong with this one item is an answer; what may pass, or reaches further, ends the call (ErrorContentConversionFailed is
        // known to stay for ever: microsoft-graph-docs-contrib issue 7758).
        var failure = ExchangeFailures.From(response.ResponseCode, response.MessageText, response.MessageXml);
        return failure is { Scope: FailureScope.Item, Retry: RetryAdvice.Never } ? new ReadBack.Unreadable(key, failure) : throw connection.Explain(response);
    }

    private static IEnumerable<List<(SourceKey Key, ItemId Id, int Size)>> Pack(Dictionary<SourceKey, Item> found)
    {
        var batch = new List<(SourceKey, ItemId, int)>();
        long bytes = 0;
        foreach (var (key, item) in found)
        {
            var size = Math.Max(0, item.Size ?? 0);
            if (batch.Count > 0 && (batch.Count == ItemsAtOnce || bytes + size > BytesAtOnce))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add((key, item.ItemId!, size));
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static Failure NoContent() => new()
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Item,
        Code = FailureCodes.DestinationProtocol,
        Message = "Exchange answered without the message's content.",
        Remedy = "Open the item in Outlook on the web and look whether it can be read.",
    };
}
