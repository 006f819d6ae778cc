using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

internal static class UpdateFolder
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken) =>
        answer.EachAsync("UpdateFolder", request.Required("FolderChanges").Children, "m:Folders", change =>
        {
            var (mailbox, folder) = context.Folder(change.FirstChild ?? throw EwsFault.InvalidRequest());
            var updates = change.Required("Updates").Children;
            var updated = context.Touch(mailbox).UpdateFolder(folder, current => updates.Aggregate(current, Apply));
            CreateFolder.WriteCreated(answer.Writer, mailbox, updated);
            return ValueTask.CompletedTask;
        }, cancellationToken);

    private static Folder Apply(Folder folder, SoapElement update)
    {
        var path = PropertyPath.Parse(update.Children.FirstOrDefault(PropertyPath.IsPath) ?? throw EwsFault.InvalidRequest());
        var value = update.Children.FirstOrDefault(child => !PropertyPath.IsPath(child));
        if (path.Extended is { } name)
        {
            var rest = folder.Extended.Where(property => property.Name != name);
            return folder with { Extended = update.Name == "DeleteFolderField" ? [.. rest] : [.. rest, ExtendedProperty.Parse(value!.Required("ExtendedProperty"))] };
        }

        return (path.FieldUri, update.Name) switch
        {
            ("folder:DisplayName", "SetFolderField") when folder.Distinguished is null => folder with { Name = value?.ChildText("DisplayName") ?? "" },
            ("folder:FolderClass", "SetFolderField") => folder with { Class = value?.ChildText("FolderClass") },
            ("folder:FolderClass", "DeleteFolderField") => folder with { Class = null },

            // Permissions of single folders are not kept here, so there are none to take away.
            ("folder:PermissionSet", "DeleteFolderField") => folder,

            // Text of Microsoft's code reference. Assumption.
            _ => throw new EwsError("ErrorInvalidPropertySet", "Set action is invalid for property."),
        };
    }
}
