namespace Turnstone.Engine.Failures;

/// <summary>How far a failure reaches. Each scope fails alone: its neighbours go on.</summary>
public enum FailureScope
{
    /// <summary>One item; the folder goes on.</summary>
    Item,

    /// <summary>One folder; the mailbox goes on.</summary>
    Folder,

    /// <summary>One mailbox pair; the project goes on.</summary>
    Mailbox,

    /// <summary>Everything that uses the same server or service account.</summary>
    Project,
}
