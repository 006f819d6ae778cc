using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

internal static class DeleteFolder
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var isMove = request.Attribute("DeleteType") == "MoveToDeletedItems";
        return answer.EachAsync("DeleteFolder", request.Required("FolderIds").Children, null, id =>
        {
            var (mailbox, folder) = context.Folder(id);
            if (folder.Distinguished is not null)
            {
                throw EwsError.DistinguishedFolder();
            }

            if (isMove && mailbox.FindDistinguished("deleteditems") is { } bin && folder.ParentId != bin.Id)
            {
                context.Touch(mailbox).MoveFolder(folder, bin);
            }
            else
            {
                context.Touch(mailbox).RemoveFolder(folder);
            }

            return ValueTask.CompletedTask;
        }, cancellationToken);
    }
}
