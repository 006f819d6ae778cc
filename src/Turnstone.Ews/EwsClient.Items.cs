using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Ews;

public sealed partial class EwsClient
{
    /// <summary>One response a message, in the order given. Messages are read while they are sent and never held whole.</summary>
    public Task<IReadOnlyList<EwsResponse<Item>>> CreateItemAsync(CreateItem request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken);

    /// <summary>One response a folder, in the order asked.</summary>
    public Task<IReadOnlyList<EwsResponse<FindItemResult>>> FindItemAsync(FindItem request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken);

    /// <summary>One response an item, in the order asked.</summary>
    public Task<IReadOnlyList<EwsResponse<Item>>> GetItemAsync(GetItem request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken);

    /// <summary>What changed in one folder.</summary>
    public async Task<EwsResponse<SyncFolderItemsResult>> SyncFolderItemsAsync(SyncFolderItems request, CancellationToken cancellationToken) =>
        (await SendAsync(request, cancellationToken))[0];

    /// <summary>One response a changed item, in the order given.</summary>
    public Task<IReadOnlyList<EwsResponse<Item>>> UpdateItemAsync(UpdateItem request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken);
}
