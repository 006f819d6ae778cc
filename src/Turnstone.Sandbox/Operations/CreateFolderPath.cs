using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>Makes a path of folders, taking those that are there as they are ([D] 2013; what it answers for them is not recorded: assumption).</summary>
internal static class CreateFolderPath
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        Store.Folder? parent = null;
        return answer.EachAsync("CreateFolderPath", request.Required("RelativeFolderPath").Children, "m:Folders", element =>
        {
            var (mailbox, root) = CreateFolder.Parent(context, request.Required("ParentFolderId"));
            var above = parent ?? root;
            parent = mailbox.FindChild(above.Id, element.ChildText("DisplayName") ?? "") ?? CreateFolder.Create(context.Touch(mailbox), above, element);
            CreateFolder.WriteCreated(answer.Writer, mailbox, parent);
            return ValueTask.CompletedTask;
        }, cancellationToken);
    }
}
