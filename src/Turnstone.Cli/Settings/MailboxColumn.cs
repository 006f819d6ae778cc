namespace Turnstone.Cli.Settings;

/// <summary>The columns of the mailbox list, in the order of MigrationWiz's bulk add.</summary>
internal enum MailboxColumn
{
    SourceEmail,
    SourceLogin,
    SourcePassword,
    DestinationEmail,
    DestinationLogin,
    DestinationPassword,
    Flags,
}
