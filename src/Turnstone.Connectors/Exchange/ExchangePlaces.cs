using Turnstone.Engine.Failures;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// Finds the folders where a delivered item may be now: everything a user sees, what can still be recovered of the deleted, and the archive,
/// where a retention policy moves old mail by itself. Folders that hold nothing are left out, so an empty mailbox costs three requests.
/// </summary>
internal sealed class ExchangePlaces(ExchangeConnection connection)
{
    /// <summary>Exchange's own cap on a page (EWSFindCountLimit).</summary>
    private const int PageSize = 1000;

    private static readonly ResponseShape Shape = new(BaseShape.IdOnly)
    {
        AdditionalProperties = [FieldUri.FolderParentFolderId, FieldUri.FolderTotalCount],
    };

    private static readonly DistinguishedFolderId[] Roots = [DistinguishedFolderId.MsgFolderRoot, DistinguishedFolderId.DeletedItems];

    // Not every account may see these, and not every mailbox has them.
    private static readonly DistinguishedFolderId[] Extras =
    [
        DistinguishedFolderId.RecoverableItemsDeletions,
        DistinguishedFolderId.RecoverableItemsPurges,
        DistinguishedFolderId.ArchiveMsgFolderRoot,
        DistinguishedFolderId.ArchiveRecoverableItemsDeletions,
    ];

    /// <summary>
    /// The folders in the order in which mail moves: ordinary ones, Deleted Items, what is below the surface. What is moved on while they are
    /// read one after the other is then met later rather than missed.
    /// </summary>
    public async Task<IReadOnlyList<ExchangePlace>> ReadAsync(CancellationToken cancellationToken)
    {
        var request = new GetFolder { FolderIds = [.. Roots, .. Extras], FolderShape = Shape };
        var roots = await connection.SendAsync(client => client.GetFolderAsync(request, cancellationToken), cancellationToken);
        var top = connection.Unwrap(roots[0]);
        var deleted = connection.Unwrap(roots[1]).FolderId!.Id;

        List<Folder> folders = [top, .. await ReadBelowAsync(DistinguishedFolderId.MsgFolderRoot, cancellationToken)];
        var inDeleted = Below(folders, deleted);
        List<ExchangePlace> places = [.. folders.OrderBy(folder => inDeleted.Contains(folder.FolderId!.Id) ? 1 : 0).Select(folder => Place(folder, isExtra: false))];
        for (var i = 0; i < Extras.Length; i++)
        {
            var response = roots[Roots.Length + i];
            if (IsAbsent(response))
            {
                continue;
            }

            places.Add(Place(connection.Unwrap(response), isExtra: true));
            if (Extras[i] == DistinguishedFolderId.ArchiveMsgFolderRoot)
            {
                places.AddRange((await ReadBelowAsync(Extras[i], cancellationToken)).Select(folder => Place(folder, isExtra: true)));
            }
        }

        return [.. places.Where(place => place.Items > 0)];
    }

    /// <summary>Whether an answer means that there is no such folder, or none for this account: anything but a trouble that may pass.</summary>
    public static bool IsAbsent<T>(EwsResponse<T> response)
        where T : class =>
        !response.IsSuccess && ExchangeFailures.From(response.ResponseCode, response.MessageText, response.MessageXml)
            is { Retry: RetryAdvice.Never } or { Scope: < FailureScope.Mailbox };

    private async Task<List<Folder>> ReadBelowAsync(BaseFolderId root, CancellationToken cancellationToken)
    {
        var folders = new List<Folder>();
        for (var offset = 0; ;)
        {
            var request = new FindFolder
            {
                Traversal = FolderTraversal.Deep,
                FolderShape = Shape,
                Page = new IndexedPageView(PageSize, offset),
                ParentFolderIds = [root],
            };
            var found = connection.Unwrap((await connection.SendAsync(client => client.FindFolderAsync(request, cancellationToken), cancellationToken))[0]);

            // Mail cannot be moved into a calendar, and search folders hold nothing of their own.
            folders.AddRange(found.Folders.Where(folder => folder is { Kind: "Folder", FolderId: not null }));
            if (found.Page.IncludesLastItemInRange != false || found.Folders.Count == 0)
            {
                return folders;
            }

            offset = found.Page.IndexedPagingOffset is { } next && next > offset ? next : checked(offset + found.Folders.Count);
        }
    }

    private static HashSet<string> Below(List<Folder> folders, string root)
    {
        var children = folders.Where(folder => folder.ParentFolderId is not null).ToLookup(folder => folder.ParentFolderId!.Id, folder => folder.FolderId!.Id);
        var below = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([root]);
        while (open.TryPop(out var id))
        {
            if (below.Add(id))
            {
                children[id].ToList().ForEach(open.Push);
            }
        }

        return below;
    }

    // A count the server does not give may be any.
    private static ExchangePlace Place(Folder folder, bool isExtra) => new(folder.FolderId!.Id, folder.TotalCount ?? PageSize, isExtra);
}
