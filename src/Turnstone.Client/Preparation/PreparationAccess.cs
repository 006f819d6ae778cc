namespace Turnstone.Client.Preparation;

/// <summary>By which right a service account is to open other people's mailboxes.</summary>
public enum PreparationAccess
{
    /// <summary>It is given none: it has one already, or each mailbox signs in by itself.</summary>
    None,

    /// <summary>FullAccess on each of the mailboxes, without auto-mapping.</summary>
    FullAccess,

    /// <summary>The role ApplicationImpersonation.</summary>
    Impersonation,
}
