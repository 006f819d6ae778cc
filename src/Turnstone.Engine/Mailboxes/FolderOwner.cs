namespace Turnstone.Engine.Mailboxes;

/// <summary>Whose folder it is.</summary>
public enum FolderOwner
{
    /// <summary>The mailbox's own.</summary>
    Self,

    /// <summary>Another user's, who let this one see it.</summary>
    OtherUser,

    /// <summary>Nobody's in particular: public or shared by many.</summary>
    Shared,
}
