using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

internal static class CreateFolder
{
    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken) =>
        answer.EachAsync("CreateFolder", request.Required("Folders").Children, "m:Folders", element =>
        {
            var (mailbox, parent) = Parent(context, request.Required("ParentFolderId"));
            var created = Create(context.Touch(mailbox), parent, element);
            WriteCreated(answer.Writer, mailbox, created);
            return ValueTask.CompletedTask;
        }, cancellationToken);

    // 2010 and later say of a parent that is gone what they say of no other folder ([R]).
    public static (Mailbox Mailbox, Folder Folder) Parent(RequestContext context, SoapElement id)
    {
        try
        {
            return context.Folder(id);
        }
        catch (EwsError error) when (error.Code == "ErrorItemNotFound")
        {
            throw EwsError.ParentFolderNotFound();
        }
    }

    public static Folder Create(Mailbox mailbox, Folder parent, SoapElement element)
    {
        var extended = element.Children.Where(child => child.Name == "ExtendedProperty").Select(ExtendedProperty.Parse).ToList();
        var folderClass = element.ChildText("FolderClass") ?? extended.Find(property => property.Name.Tag == 0x3613)?.Value;
        var typed = element.Name switch
        {
            "CalendarFolder" => "IPF.Appointment",
            "ContactsFolder" => "IPF.Contact",
            "TasksFolder" => "IPF.Task",
            _ => null,
        };

        // A typed folder has its class from its element; one that contradicts it is refused ([D] responsecode). Text is the reference's. Assumption.
        if (typed is not null && folderClass is not null && !folderClass.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        {
            throw new EwsError("ErrorNoFolderClassOverride", "Folder class cannot be overridden for this folder type.");
        }

        extended.RemoveAll(property => property.Name.Tag is 0x3613 or 0x3001);
        // A plain folder made without a class has none, then or later ([R] evolution-ews, move_folder_to_valid_folder): Outlook shows it oddly.
        return mailbox.CreateFolder(parent, element.ChildText("DisplayName") ?? "", folderClass ?? typed, extended);
    }

    public static void WriteCreated(EwsWriter writer, Mailbox mailbox, Folder folder)
    {
        writer.Start("m:Folders");
        writer.Start(FolderWriter.ElementOf(folder));
        FolderWriter.WriteId(writer, mailbox, folder);
        writer.End(FolderWriter.ElementOf(folder));
        writer.End("m:Folders");
    }
}
