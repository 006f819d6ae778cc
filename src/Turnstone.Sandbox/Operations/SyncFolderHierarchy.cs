using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

/// <summary>Every folder of the mailbox on the first call, what changed since on the next. Always one answer, never a part of it.</summary>
internal static class SyncFolderHierarchy
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken) =>
        answer.EachAsync("SyncFolderHierarchy", [request.Child("SyncFolderId") ?? Root], null, id =>
        {
            var shape = Shape.ParseFolder(request.Child("FolderShape"));
            var (mailbox, root) = context.Folder(id);
            var since = SyncState.Read(request.ChildText("SyncState"), mailbox.Identity.Mailbox, root.Id);
            var (changed, removed, now) = mailbox.FolderChanges(since);
            var below = mailbox.Children(root.Id, isDeep: true).Select(folder => folder.Id).ToHashSet();
            var writer = answer.Writer;
            writer.Element("m:SyncState", SyncState.Write(mailbox.Identity.Mailbox, root.Id, now));
            writer.Element("m:IncludesLastFolderInRange", true);
            writer.Start("m:Changes");
            foreach (var folder in changed.Where(folder => below.Contains(folder.Id)))
            {
                var change = folder.Added > since ? "t:Create" : "t:Update";
                writer.Start(change);
                FolderWriter.Write(writer, mailbox, mailbox.View(folder), shape);
                writer.End(change);
            }

            foreach (var stone in removed)
            {
                writer.Start("t:Delete");
                writer.Start("t:FolderId");
                writer.Attribute("Id", IdCodec.Folder(mailbox.Identity, stone.Id));
                writer.Attribute("ChangeKey", IdCodec.ChangeKey(mailbox.Identity, ObjectKind.Folder, stone.Change));
                writer.End("t:FolderId");
                writer.End("t:Delete");
            }

            writer.End("m:Changes");
            return ValueTask.CompletedTask;
        }, cancellationToken);

    private static SoapElement Root
    {
        get
        {
            var id = new SoapElement("DistinguishedFolderId", Namespaces.Types);
            id.AddAttribute("Id", "msgfolderroot");
            return id;
        }
    }
}
