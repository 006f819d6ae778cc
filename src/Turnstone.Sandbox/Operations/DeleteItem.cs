using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

internal static class DeleteItem
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var type = request.Attribute("DeleteType");
        return answer.EachAsync("DeleteItem", request.Required("ItemIds").Children, null, id =>
        {
            var (mailbox, item) = context.Item(id);
            var bin = type switch
            {
                "MoveToDeletedItems" => mailbox.FindDistinguished("deleteditems"),
                "SoftDelete" => mailbox.FindDistinguished("recoverableitemsdeletions"),
                _ => null,
            };
            if (bin is null || item.FolderId == bin.Id)
            {
                context.Touch(mailbox).RemoveItem(item.Id, keepContent: false);
            }
            else
            {
                context.Touch(mailbox).MoveItem(item.Id, bin);
            }

            return ValueTask.CompletedTask;
        }, cancellationToken);
    }
}
