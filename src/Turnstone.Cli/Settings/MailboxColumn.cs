namespace Turnstone.Cli.Settings;

/// <summary>The columns of the mailbox list, in the order of MigrationWiz's bulk add; the last is our own and may be missing.</summary>
internal enum MailboxColumn
{
    SourceEmail,
    SourceLogin,
    SourcePassword,
    DestinationEmail,
    DestinationLogin,
    DestinationPassword,
    Flags,
    SupportOptions,
}
