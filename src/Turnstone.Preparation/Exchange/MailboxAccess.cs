namespace Turnstone.Preparation.Exchange;

/// <summary>By which right the service account opens other people's mailboxes.</summary>
public abstract record MailboxAccess
{
    private MailboxAccess()
    {
    }

    /// <summary>FullAccess on each of the mailboxes, without auto-mapping.</summary>
    public sealed record FullAccess : MailboxAccess;

    /// <summary>ApplicationImpersonation of everybody in the organisation.</summary>
    public sealed record ImpersonateEveryone : MailboxAccess;

    /// <summary>ApplicationImpersonation of the members of a group.</summary>
    /// <param name="Group">Its address, name or distinguished name. Members of groups within it are not meant: that is how Exchange's filter works.</param>
    public sealed record ImpersonateGroup(string Group) : MailboxAccess;

    /// <summary>ApplicationImpersonation of those a recipient filter finds.</summary>
    /// <param name="Filter">In Exchange's words, such as <c>Department -eq 'Sales'</c>.</param>
    public sealed record ImpersonateFiltered(string Filter) : MailboxAccess;
}
