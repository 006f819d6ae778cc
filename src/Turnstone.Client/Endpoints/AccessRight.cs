namespace Turnstone.Client.Endpoints;

/// <summary>By what right mailboxes of an Exchange server are opened.</summary>
public enum AccessRight
{
    /// <summary>Each by its own account.</summary>
    Owner,

    /// <summary>By an account that has FullAccess on them.</summary>
    Delegate,

    /// <summary>By an account that has the role ApplicationImpersonation.</summary>
    Impersonate,
}
