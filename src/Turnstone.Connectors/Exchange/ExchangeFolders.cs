using System.Collections.Immutable;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// The folders of one mailbox, read once and kept. Well-known ones are found by what they are, never by name; names below them are
/// compared as Exchange does, ignoring case. One caller at a time finds or makes folders, so nobody makes one twice.
/// </summary>
internal sealed class ExchangeFolders(ExchangeConnection connection) : IDisposable
{
    /// <summary>Exchange's own cap on a page (EWSFindCountLimit).</summary>
    private const int PageSize = 1000;

    private static readonly ImmutableArray<FolderRole> Anchors =
        [FolderRole.None, FolderRole.Inbox, FolderRole.Sent, FolderRole.Drafts, FolderRole.Trash, FolderRole.Junk];

    private static readonly ResponseShape Shape = new(BaseShape.IdOnly)
    {
        AdditionalProperties = [FieldUri.FolderDisplayName, FieldUri.FolderParentFolderId, FieldUri.FolderClass],
    };

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<FolderRole, string> _anchors = [];
    private string? _outbox;
    private Dictionary<string, Dictionary<string, Known>>? _children;

    /// <summary>Finds a folder, or makes it with what is missing above it.</summary>
    public async Task<DestinationFolder> EnsureAsync(DestinationPath path, CancellationToken cancellationToken) =>
        (await WalkAsync(path, MakeAsync, cancellationToken))!;

    /// <summary>Finds a folder; null where it, or one above it, is not there.</summary>
    public Task<DestinationFolder?> FindAsync(DestinationPath path, CancellationToken cancellationToken) =>
        WalkAsync(path, (_, _, _) => Task.FromResult<string?>(null), cancellationToken);

    private async Task<DestinationFolder?> WalkAsync(
        DestinationPath path, Func<string, string, CancellationToken, Task<string?>> make, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var id = await AnchorAsync(path.Anchor, cancellationToken);
            foreach (var name in path.Below.Names)
            {
                _children ??= await ReadHierarchyAsync(cancellationToken);
                if ((Find(id, name) ?? await make(id, name, cancellationToken)) is not { } next)
                {
                    return null;
                }

                id = next;
            }

            return new DestinationFolder(id, path);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Forgets what was read: somebody changed folders meanwhile.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        _children = null;
        _anchors.Clear();
        _turn.Release();
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>All well-known folders are asked for at the first that is wanted: each by itself would be a round trip of its own.</summary>
    private async Task<string> AnchorAsync(FolderRole role, CancellationToken cancellationToken)
    {
        if (_anchors.TryGetValue(role, out var known))
        {
            return known;
        }

        var request = new GetFolder { FolderIds = [.. Anchors.Select(WellKnown), DistinguishedFolderId.Outbox], FolderShape = new ResponseShape() };
        var responses = await connection.SendAsync(client => client.GetFolderAsync(request, cancellationToken), cancellationToken);
        foreach (var (anchor, response) in Anchors.Zip(responses).Where(answer => answer.Second.IsSuccess))
        {
            _anchors[anchor] = IdOf(connection.Unwrap(response));
        }

        // A mailbox without one has nothing to guard.
        _outbox = responses[^1] is { IsSuccess: true, Value.FolderId.Id: var outbox } ? outbox : null;
        return _anchors.TryGetValue(role, out var found) ? found : throw connection.Explain(responses[Anchors.IndexOf(role)]);
    }

    /// <summary>Reads every folder of the mailbox, page by page.</summary>
    private async Task<Dictionary<string, Dictionary<string, Known>>> ReadHierarchyAsync(CancellationToken cancellationToken)
    {
        var children = new Dictionary<string, Dictionary<string, Known>>(StringComparer.Ordinal);
        for (var offset = 0; ;)
        {
            var request = new FindFolder
            {
                Traversal = FolderTraversal.Deep,
                FolderShape = Shape,
                Page = new IndexedPageView(PageSize, offset),
                ParentFolderIds = [DistinguishedFolderId.MsgFolderRoot],
            };
            var found = connection.Unwrap(await connection.SendPatientlyAsync(client => client.FindFolderAsync(request, cancellationToken), cancellationToken));
            foreach (var folder in found.Folders)
            {
                Remember(children, folder);
            }

            if (found.Page.IncludesLastItemInRange != false || found.Folders.Count == 0)
            {
                MarkOutbox(children);
                return children;
            }

            offset = found.Page.IndexedPagingOffset is { } next && next > offset ? next : checked(offset + found.Folders.Count);
        }
    }

    /// <summary>The Outbox is a mail folder by its class, but what lies there looks to Outlook like mail to be sent.</summary>
    private void MarkOutbox(Dictionary<string, Dictionary<string, Known>> children)
    {
        foreach (var siblings in children.Values)
        {
            foreach (var (name, known) in siblings.Where(s => s.Value.Id == _outbox).ToList())
            {
                siblings[name] = known with { Class = "Outbox" };
            }
        }
    }

    private static void Remember(Dictionary<string, Dictionary<string, Known>> children, Folder folder)
    {
        // A folder without name or parent cannot be reached by a path; search folders hold nothing of their own.
        if (folder is not { FolderId: { } id, ParentFolderId: { } parent, DisplayName: { } name } || folder.Kind == "SearchFolder")
        {
            return;
        }

        if (!children.TryGetValue(parent.Id, out var siblings))
        {
            children[parent.Id] = siblings = new Dictionary<string, Known>(StringComparer.OrdinalIgnoreCase);
        }

        siblings.TryAdd(name, new Known(id.Id, folder.FolderClass));
    }

    private string? Find(string parent, string name)
    {
        if (!_children!.TryGetValue(parent, out var siblings) || !siblings.TryGetValue(name, out var found))
        {
            return null;
        }

        return found.HoldsMail ? found.Id : throw InTheWay(name, found.Class!);
    }

    private async Task<string?> MakeAsync(string parent, string name, CancellationToken cancellationToken)
    {
        var request = new CreateFolder { ParentFolderId = new FolderId(parent), Folders = [new NewFolder(name)] };
        var response = (await connection.SendAsync(client => client.CreateFolderAsync(request, cancellationToken), cancellationToken))[0];
        if (response.ResponseCode == ResponseCode.ErrorFolderExists)
        {
            // Somebody else made it, or Exchange holds names equal that we hold different.
            _children = await ReadHierarchyAsync(cancellationToken);
            return Find(parent, name) ?? throw connection.Explain(response);
        }

        if (!response.IsSuccess)
        {
            _children = null;
            throw Scoped(connection.Explain(response), name);
        }

        var made = connection.Unwrap(response);
        Remember(_children!, made with { ParentFolderId = new FolderId(parent), DisplayName = name, FolderClass = "IPF.Note" });
        return IdOf(made);
    }

    /// <summary>A name Exchange does not take is this folder's trouble and nobody else's.</summary>
    private static SessionException Scoped(SessionException error, string name) => error.Failure is { Scope: FailureScope.Item, Retry: RetryAdvice.Never } failure
        ? new SessionException(failure with
        {
            Scope = FailureScope.Folder,
            Code = FailureCodes.DestinationFolderUnavailable,
            Message = $"The folder \"{name}\" could not be made. {failure.Message}",
            Remedy = "Map it to another name with FolderMapping.",
        })
        : error;

    private static SessionException InTheWay(string name, string folderClass) => new(new Failure
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Folder,
        Code = FailureCodes.DestinationNameTaken,
        Message = $"At the destination \"{name}\" is a folder of another kind ({folderClass}), which is no place for mail.",
        Remedy = "Map the source folder to another name with FolderMapping.",
    });

    private static string IdOf(Folder folder) => folder.FolderId?.Id ?? throw new SessionException(new Failure
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Mailbox,
        Code = FailureCodes.DestinationProtocol,
        Message = "Exchange answered a folder without an id.",
        Retry = RetryAdvice.Soon,
    });

    private static DistinguishedFolderId WellKnown(FolderRole role) => role switch
    {
        FolderRole.None => DistinguishedFolderId.MsgFolderRoot,
        FolderRole.Inbox => DistinguishedFolderId.Inbox,
        FolderRole.Sent => DistinguishedFolderId.SentItems,
        FolderRole.Drafts => DistinguishedFolderId.Drafts,
        FolderRole.Trash => DistinguishedFolderId.DeletedItems,
        FolderRole.Junk => DistinguishedFolderId.JunkEmail,
        FolderRole.Archive or FolderRole.All => throw new ArgumentException("Exchange Server has no well-known archive folder.", nameof(role)),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private readonly record struct Known(string Id, string? Class)
    {
        /// <summary>IPF.Note and its kin, IPF.Imap of other tools, and folders whose class nobody set.</summary>
        public bool HoldsMail => string.IsNullOrEmpty(Class)
            || Class.StartsWith("IPF.Note", StringComparison.OrdinalIgnoreCase)
            || Class.StartsWith("IPF.Imap", StringComparison.OrdinalIgnoreCase);
    }
}
