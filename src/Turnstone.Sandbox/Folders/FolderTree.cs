namespace Turnstone.Sandbox.Folders;

/// <summary>
/// The tree of a new mailbox on 2016 to SE, English names. Put together from published listings of real mailboxes; which of the
/// hidden folders a given build makes, and when, differs. Assumption: they all exist from the start.
/// </summary>
internal static class FolderTree
{
    private static readonly PlannedFolder[] Primary =
    [
        new("root", null, "Root", null),
        new("msgfolderroot", "root", "Top of Information Store", "IPF.Note"),
        new("inbox", "msgfolderroot", "Inbox", "IPF.Note"),
        new("drafts", "msgfolderroot", "Drafts", "IPF.Note"),
        new("sentitems", "msgfolderroot", "Sent Items", "IPF.Note"),
        new("deleteditems", "msgfolderroot", "Deleted Items", "IPF.Note"),
        new("junkemail", "msgfolderroot", "Junk Email", "IPF.Note"),
        new("outbox", "msgfolderroot", "Outbox", "IPF.Note"),
        new("calendar", "msgfolderroot", "Calendar", "IPF.Appointment"),
        new("contacts", "msgfolderroot", "Contacts", "IPF.Contact"),
        new("tasks", "msgfolderroot", "Tasks", "IPF.Task"),
        new("notes", "msgfolderroot", "Notes", "IPF.StickyNote"),
        new("journal", "msgfolderroot", "Journal", "IPF.Journal"),
        new("conversationhistory", "msgfolderroot", "Conversation History", "IPF.Note"),
        new(".birthdays", "calendar", "Birthdays", "IPF.Appointment.Birthday"),
        new("quickcontacts", "contacts", "{06967759-274D-40B2-A3EB-D7F9E73727D7}", "IPF.Contact.MOC.QuickContacts"),
        new("imcontactlist", "contacts", "{A9E2BC46-B3A0-4243-B315-60D991004455}", "IPF.Contact.MOC.ImContactList"),
        new("recipientcache", "contacts", "Recipient Cache", "IPF.Contact.RecipientCache"),
        new(".gal", "contacts", "GAL Contacts", "IPF.Contact.GalContacts"),
        new(".companies", "contacts", "Companies", "IPF.Contact.Company"),
        new(".organizational", "contacts", "Organizational Contacts", "IPF.Contact.OrganizationalContacts"),
        new(".peoplecentric", "contacts", "PeopleCentricConversation Buddies", "IPF.Contact.PeopleCentricConversationBuddies"),
        new(".associations", "root", "MailboxAssociations", null),
        new("searchfolders", "root", "Finder", null),
        new(".allitems", "searchfolders", "AllItems", "IPF", IsSearchFolder: true),
        new("mycontacts", "root", "MyContacts", "IPF.Contact", IsSearchFolder: true),
        new("todosearch", "root", "To-Do Search", "Outlook.Reminder", IsSearchFolder: true),
        new("favorites", "root", "Favorites", "IPF.Note", IsSearchFolder: true),
        new("peopleconnect", "root", "PeopleConnect", "IPF.Contact.PeopleConnect"),
        new("directory", "root", "Directory", null),
        new(".reminders", "root", "Reminders", "Outlook.Reminder", IsSearchFolder: true),
        new(".commonviews", "root", "Common Views", null),
        new(".deferred", "root", "Deferred Action", null),
        new(".syncdata", "root", "ExchangeSyncData", null),
        new(".freebusy", "root", "Freebusy Data", null),
        new(".schedule", "root", "Schedule", null),
        new(".sharing", "root", "Sharing", null),
        new(".shortcuts", "root", "Shortcuts", null),
        new(".spooler", "root", "Spooler Queue", null),
        new(".system", "root", "System", null),
        new(".views", "root", "Views", null),
        new("recoverableitemsroot", "root", "Recoverable Items", null),
        new("recoverableitemsdeletions", "recoverableitemsroot", "Deletions", null),
        new("recoverableitemspurges", "recoverableitemsroot", "Purges", null),
        new("recoverableitemsversions", "recoverableitemsroot", "Versions", null),
        new(".calendarlogging", "recoverableitemsroot", "Calendar Logging", null),
    ];

    private static readonly PlannedFolder[] Archive =
    [
        new("archiveroot", null, "Root", null),
        new("archivemsgfolderroot", "archiveroot", "Top of Information Store", "IPF.Note"),
        new("archiveinbox", "archivemsgfolderroot", "Inbox", "IPF.Note"),
        new("archivedeleteditems", "archivemsgfolderroot", "Deleted Items", "IPF.Note"),
        new("archiverecoverableitemsroot", "archiveroot", "Recoverable Items", null),
        new("archiverecoverableitemsdeletions", "archiverecoverableitemsroot", "Deletions", null),
        new("archiverecoverableitemspurges", "archiverecoverableitemsroot", "Purges", null),
        new("archiverecoverableitemsversions", "archiverecoverableitemsroot", "Versions", null),
    ];

    /// <summary>Parents before children.</summary>
    public static IReadOnlyList<PlannedFolder> For(bool hasArchive) => hasArchive ? [.. Primary, .. Archive] : Primary;
}
