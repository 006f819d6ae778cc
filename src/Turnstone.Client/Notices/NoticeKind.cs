namespace Turnstone.Client.Notices;

/// <summary>What a project tells people by mail in words of its own.</summary>
public enum NoticeKind
{
    /// <summary>That a pass was completed, to the project's addresses for success.</summary>
    PassSucceeded,

    /// <summary>That a pass failed or left errors, to the project's addresses for failure.</summary>
    PassFailed,

    /// <summary>To a mailbox's user, before old mail is copied ahead.</summary>
    BeforePreStage,

    /// <summary>To a mailbox's user, when the new mailbox is theirs to use.</summary>
    AfterCutOver,

    /// <summary>To a mailbox's user, whose user name and password are needed: with a link to the page they enter them on.</summary>
    CredentialsNeeded,
}
