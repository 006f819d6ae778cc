namespace Turnstone.Sandbox.Ids;

/// <summary>The kind a change key begins with; values read off recorded ChangeKeys ([R]).</summary>
internal enum ObjectKind
{
    Folder = 1,
    CalendarFolder = 2,
    ContactsFolder = 3,
    SearchFolder = 4,
    TasksFolder = 5,
    Item = 8,
    Message = 9,
    MeetingRequest = 0x0B,
    CalendarItem = 0x0F,
    Contact = 0x11,
}
