using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Ews;

public sealed partial class EwsClient
{
    /// <summary>One response a folder, in the order asked.</summary>
    public Task<IReadOnlyList<EwsResponse<Folder>>> GetFolderAsync(GetFolder request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken);

    /// <summary>One response a parent folder, in the order asked.</summary>
    public Task<IReadOnlyList<EwsResponse<FindFolderResult>>> FindFolderAsync(FindFolder request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken);

    /// <summary>One response a new folder, in the order given.</summary>
    public Task<IReadOnlyList<EwsResponse<Folder>>> CreateFolderAsync(CreateFolder request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken);

    /// <summary>One response a folder of the path, from the parent down.</summary>
    public Task<IReadOnlyList<EwsResponse<Folder>>> CreateFolderPathAsync(CreateFolderPath request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken);
}
