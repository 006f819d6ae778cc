using Turnstone.Connectors;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Cli.Settings;

/// <summary>A sound row of the mailbox list. Logins and passwords are null where the cell is blank.</summary>
internal sealed record MailboxRow
{
    public required int Number { get; init; }

    public required SmtpAddress Source { get; init; }

    public required SmtpAddress Destination { get; init; }

    public string? SourceLogin { get; init; }

    public Secret? SourcePassword { get; init; }

    public string? DestinationLogin { get; init; }

    public Secret? DestinationPassword { get; init; }

    public int Flags { get; init; }

    /// <summary>Support options of this mailbox alone, as they were written; null where there are none.</summary>
    public string? SupportOptions { get; init; }
}
