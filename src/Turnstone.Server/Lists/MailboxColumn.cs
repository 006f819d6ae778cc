namespace Turnstone.Server.Lists;

/// <summary>The columns of the mailbox list, in the order of MigrationWiz's bulk add; the last is our own and may be missing.</summary>
public enum MailboxColumn
{
    /// <summary>The primary address at the source.</summary>
    SourceEmail,

    /// <summary>The login there.</summary>
    SourceLogin,

    /// <summary>Its password.</summary>
    SourcePassword,

    /// <summary>The primary address at the destination.</summary>
    DestinationEmail,

    /// <summary>The login there.</summary>
    DestinationLogin,

    /// <summary>Its password.</summary>
    DestinationPassword,

    /// <summary>A whole number, kept as it is.</summary>
    Flags,

    /// <summary>Support options of the mailbox alone.</summary>
    SupportOptions,
}
