using System.Globalization;
using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

internal static class SyncFolderItems
{
    private const int MostChanges = 512;

    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken) =>
        answer.EachAsync("SyncFolderItems", [request.Required("SyncFolderId")], null, id =>
        {
            var shape = Shape.ParseItem(request.Child("ItemShape"), ShapeUse.Sync);
            var (mailbox, folder) = context.Folder(id);
            var since = SyncState.Read(request.ChildText("SyncState"), mailbox.Identity.Mailbox, folder.Id);
            var max = int.TryParse(request.ChildText("MaxChangesReturned"), CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, MostChanges) : MostChanges;
            var changes = mailbox.ItemChanges(folder.Id, since);
            var count = Math.Min(changes.Count, max);
            var writer = answer.Writer;
            writer.Element("m:SyncState", SyncState.Write(mailbox.Identity.Mailbox, folder.Id, count == 0 ? since : changes[count - 1].Number));
            writer.Element("m:IncludesLastItemInRange", count == changes.Count);
            writer.Start("m:Changes");
            for (var i = 0; i < count; i++)
            {
                Write(writer, mailbox, changes[i], shape);
            }

            writer.End("m:Changes");
            return ValueTask.CompletedTask;
        }, cancellationToken);

    private static void Write(EwsWriter writer, Mailbox mailbox, ItemChange change, Shape shape)
    {
        switch (change)
        {
            case ItemChange.Created created:
                writer.Start("t:Create");
                new ItemWriter(writer, mailbox, created.Item, shape).Write();
                writer.End("t:Create");
                break;
            case ItemChange.Updated updated:
                writer.Start("t:Update");
                new ItemWriter(writer, mailbox, updated.Item, shape).Write();
                writer.End("t:Update");
                break;
            case ItemChange.ReadFlagChanged read:
                writer.Start("t:ReadFlagChange");
                ItemWriter.WriteId(writer, mailbox, read.Item);
                writer.Element("t:IsRead", read.Item.IsRead);
                writer.End("t:ReadFlagChange");
                break;
            case ItemChange.Deleted deleted:
                writer.Start("t:Delete");
                writer.Start("t:ItemId");
                writer.Attribute("Id", IdCodec.Item(mailbox.Identity, deleted.Tombstone.Folder, deleted.Tombstone.Id));
                writer.Attribute("ChangeKey", IdCodec.ChangeKey(mailbox.Identity, ObjectKind.Message, deleted.Tombstone.Change));
                writer.End("t:ItemId");
                writer.End("t:Delete");
                break;
        }
    }
}
