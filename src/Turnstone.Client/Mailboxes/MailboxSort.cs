namespace Turnstone.Client.Mailboxes;

/// <summary>What mailboxes are put in order by.</summary>
public enum MailboxSort
{
    /// <summary>Their address at the source.</summary>
    Source,

    /// <summary>Their address at the destination.</summary>
    Destination,

    /// <summary>The colour of their star; those without come first.</summary>
    Star,

    /// <summary>When the pass over them was submitted that was submitted last; those without one come first.</summary>
    Submitted,
}
