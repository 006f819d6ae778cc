namespace Turnstone.Storage.Endpoints;

/// <summary>By what right an account opens a mailbox of an Exchange server.</summary>
public enum MailboxAccess
{
    /// <summary>It is the account's own.</summary>
    Owner,

    /// <summary>The account has FullAccess on it.</summary>
    Delegate,

    /// <summary>The account has the role ApplicationImpersonation.</summary>
    Impersonate,
}
