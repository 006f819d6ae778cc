using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

/// <summary>MoveItem and CopyItem, which differ in whether the first one stays.</summary>
internal static class MoveItem
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken) =>
        TransferAsync("MoveItem", (mailbox, item, target) => mailbox.MoveItem(item.Id, target), context, request, answer, cancellationToken);

    public static ValueTask CopyAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken) =>
        TransferAsync("CopyItem", Copy, context, request, answer, cancellationToken);

    private static ValueTask TransferAsync(
        string operation, Func<Mailbox, Item, Folder, Item> transfer, RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken) =>
        answer.EachAsync(operation, request.Required("ItemIds").Children, "m:Items", id =>
        {
            var (targetBox, target) = context.Folder(request.Required("ToFolderId"));
            var (mailbox, item) = context.Item(id);

            // Between mailboxes a real server copies and deletes; nobody here has needed it.
            var result = mailbox == targetBox ? transfer(context.Touch(mailbox), item, target) : throw EwsError.MoveCopyFailed();
            answer.Writer.Start("m:Items");
            answer.Writer.Start("t:" + result.Element);
            ItemWriter.WriteId(answer.Writer, mailbox, result);
            answer.Writer.End("t:" + result.Element);
            answer.Writer.End("m:Items");
            return ValueTask.CompletedTask;
        }, cancellationToken);

    private static Item Copy(Mailbox mailbox, Item item, Folder target)
    {
        using var content = mailbox.OpenContent(item) ?? throw EwsError.MoveCopyFailed();
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return mailbox.CopyItem(item.Id, target, bytes);
    }
}
