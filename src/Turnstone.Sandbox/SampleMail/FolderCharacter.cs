namespace Turnstone.Sandbox.SampleMail;

/// <summary>What decides the flags of a folder's mail, and who wrote it.</summary>
internal enum FolderCharacter
{
    Incoming,
    Filed,
    Sent,
    Drafts,
    Trash,
    Junk,
    Container,
}
