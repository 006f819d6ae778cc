using System.Security.Cryptography.X509Certificates;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.EndToEnd.Migration;

/// <summary>Reads a mailbox of the new server as its owner, all folders and all items, whoever put them there.</summary>
internal sealed class NewMailbox : IDisposable
{
    private const int PageItems = 1000;

    // docs/exchange-properties.md: a contract with every mailbox that was ever migrated, so it is spelled out here once more.
    private static readonly Guid PropertySet = new("e88d9070-3146-425d-b0bd-da93900b1988");
    private static readonly ExtendedPropertyPath SourceKey = ExtendedPropertyPath.Named(PropertySet, "TurnstoneSourceKey", MapiPropertyType.String);
    private static readonly ExtendedPropertyPath ContentKey = ExtendedPropertyPath.Named(PropertySet, "TurnstoneContentKey", MapiPropertyType.String);

    private static readonly (DistinguishedFolderId Id, string Name)[] Anchors =
    [
        (DistinguishedFolderId.Inbox, "Inbox"),
        (DistinguishedFolderId.SentItems, "Sent Items"),
        (DistinguishedFolderId.Drafts, "Drafts"),
        (DistinguishedFolderId.DeletedItems, "Deleted Items"),
        (DistinguishedFolderId.JunkEmail, "Junk Email"),
    ];

    private readonly EwsClient _client;

    public NewMailbox(Uri url, string address, string password, string? authority)
    {
        _client = new EwsClient(new EwsClientOptions
        {
            Url = url,
            Credential = new EwsCredential.Basic(address, new EwsPassword(password)),
            Access = new EwsAccess.Owner(),
            TrustedAuthorities = authority is null ? [] : [X509Certificate2.CreateFromPem(authority)],
        });
    }

    public async Task<IReadOnlyList<NewFolder>> ReadAsync(CancellationToken cancellationToken)
    {
        var names = await AnchorsAsync(cancellationToken);
        var all = await FoldersAsync(cancellationToken);
        var byId = all.ToDictionary(folder => folder.FolderId!.Id);
        var folders = new List<NewFolder>();
        foreach (var folder in all.Where(folder => folder.Kind == "Folder"))
        {
            var (path, shown) = (new List<string>(), new List<string>());
            for (var step = folder; step is not null; step = byId.GetValueOrDefault(step.ParentFolderId!.Id))
            {
                path.Insert(0, names.GetValueOrDefault(step.FolderId!.Id) ?? step.DisplayName!);
                shown.Insert(0, step.DisplayName!);
            }

            folders.Add(new NewFolder(string.Join('/', path), string.Join('/', shown), await ItemsAsync(folder, cancellationToken)));
        }

        return folders;
    }

    /// <summary>What each message of a folder says, as the server writes it, in any order.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadMimeAsync(NewFolder folder, CancellationToken cancellationToken)
    {
        var mime = new List<byte[]>();
        foreach (var page in folder.Items.Chunk(PageItems))
        {
            var streams = page.Select(_ => new MemoryStream()).ToList();
            await _client.GetItemAsync(new GetItem { ItemIds = [.. page.Select(item => item.Id)], MimeDestination = index => streams[index] }, cancellationToken);
            mime.AddRange(streams.Select(stream => stream.ToArray()));
        }

        return mime;
    }

    /// <summary>How many items there are in all mail folders: a request a call, cheap enough to ask while others work.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken) =>
        (await FoldersAsync(cancellationToken)).Where(folder => folder.Kind == "Folder").Sum(folder => folder.TotalCount ?? 0);

    public void Dispose() => _client.Dispose();

    private async Task<Dictionary<string, string>> AnchorsAsync(CancellationToken cancellationToken)
    {
        var answers = await _client.GetFolderAsync(
            new GetFolder { FolderShape = new ResponseShape(), FolderIds = [.. Anchors.Select(anchor => anchor.Id)] }, cancellationToken);
        return answers.Zip(Anchors).ToDictionary(pair => pair.First.Value!.FolderId!.Id, pair => pair.Second.Name);
    }

    private async Task<IReadOnlyList<Folder>> FoldersAsync(CancellationToken cancellationToken)
    {
        var shape = new ResponseShape
        {
            AdditionalProperties = [FieldUri.FolderDisplayName, FieldUri.FolderParentFolderId, FieldUri.FolderTotalCount, FieldUri.FolderClass],
        };
        var found = await _client.FindFolderAsync(
            new FindFolder { Traversal = FolderTraversal.Deep, FolderShape = shape, ParentFolderIds = [DistinguishedFolderId.MsgFolderRoot] }, cancellationToken);
        return found[0].Value!.Folders;
    }

    private async Task<IReadOnlyList<NewItem>> ItemsAsync(Folder folder, CancellationToken cancellationToken)
    {
        var shape = new ResponseShape
        {
            AdditionalProperties =
                [FieldUri.ItemSubject, FieldUri.ItemDateTimeReceived, FieldUri.MessageIsRead, FieldUri.ItemFlag, SourceKey, ContentKey],
        };
        var items = new List<NewItem>();
        for (var isLast = false; !isLast;)
        {
            var found = (await _client.FindItemAsync(
                new FindItem { ItemShape = shape, Page = new IndexedPageView(PageItems, items.Count), ParentFolderIds = [folder.FolderId!] }, cancellationToken))[0].Value!;
            items.AddRange(found.Items.Select(Read));
            isLast = found.Page.IncludesLastItemInRange ?? true;
        }

        return items;
    }

    private static NewItem Read(Item item) => new(
        item.ItemId!,
        item.Find(SourceKey)?.AsString(),
        item.Find(ContentKey)?.AsString(),
        item.Subject ?? "",
        item.DateTimeReceived!.Value,
        item.IsRead ?? false,
        item.Flag == FlagStatus.Flagged);
}
