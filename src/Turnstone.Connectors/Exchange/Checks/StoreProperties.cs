using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>
/// What the mailbox's root tells of its limits ([MS-OXCSTOR] 2.2.2.1.1: the properties are the store's, in kilobytes). A server need not show them over
/// EWS, and one without a limit has none to show.
/// </summary>
/// <param name="Quota">ProhibitSendReceiveQuota in bytes; null where it is not told.</param>
/// <param name="LargestMessage">The mailbox's own message size in bytes; null where it is not told.</param>
internal sealed record StoreProperties(long? Quota, long? LargestMessage)
{
    private static readonly ExtendedPropertyPath ProhibitReceiveQuota = ExtendedPropertyPath.Tagged(0x666A, MapiPropertyType.Integer);
    private static readonly ExtendedPropertyPath MaximumSubmitMessageSize = ExtendedPropertyPath.Tagged(0x666D, MapiPropertyType.Integer);

    public static async Task<StoreProperties> ReadAsync(ExchangeConnection connection, CancellationToken cancellationToken)
    {
        var request = new GetFolder
        {
            FolderIds = [DistinguishedFolderId.Root],
            FolderShape = new ResponseShape(BaseShape.IdOnly) { AdditionalProperties = [ProhibitReceiveQuota, MaximumSubmitMessageSize] },
        };
        var response = (await connection.SendAsync(client => client.GetFolderAsync(request, cancellationToken), cancellationToken))[0];

        // Not every account may see the root, and nothing depends on it.
        return response is { IsSuccess: true, Value: { } root } ? new StoreProperties(Bytes(root, ProhibitReceiveQuota), Bytes(root, MaximumSubmitMessageSize)) : new StoreProperties(null, null);
    }

    // Less than one kilobyte is no limit but the word for none.
    private static long? Bytes(Folder root, ExtendedPropertyPath path) => root.Find(path)?.AsInteger() is > 0 and var kilobytes ? kilobytes * 1024L : null;
}
