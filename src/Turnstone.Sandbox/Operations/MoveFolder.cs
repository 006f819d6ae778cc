using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

internal static class MoveFolder
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken) =>
        answer.EachAsync("MoveFolder", request.Required("FolderIds").Children, "m:Folders", id =>
        {
            var (targetBox, target) = context.Folder(request.Required("ToFolderId"));
            var (mailbox, folder) = context.Folder(id);
            if (mailbox != targetBox)
            {
                // Folders do not move between mailboxes over EWS on-premises. Code by analogy. Assumption.
                throw EwsError.MoveCopyFailed();
            }

            CreateFolder.WriteCreated(answer.Writer, mailbox, context.Touch(mailbox).MoveFolder(folder, target));
            return ValueTask.CompletedTask;
        }, cancellationToken);
}
