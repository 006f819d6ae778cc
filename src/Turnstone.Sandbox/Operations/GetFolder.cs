using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

internal static class GetFolder
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var shape = Shape.ParseFolder(request.Child("FolderShape"));
        return answer.EachAsync("GetFolder", request.Required("FolderIds").Children, "m:Folders", id =>
        {
            var (mailbox, folder) = context.Folder(id);
            answer.Writer.Start("m:Folders");
            FolderWriter.Write(answer.Writer, mailbox, mailbox.View(folder), shape);
            answer.Writer.End("m:Folders");
            return ValueTask.CompletedTask;
        }, cancellationToken);
    }
}
