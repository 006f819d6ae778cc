using Turnstone.Connectors;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Server.Lists;

/// <summary>A sound row of the mailbox list. Logins and passwords are null where the cell is blank.</summary>
public sealed record MailboxRow
{
    /// <summary>The row as a spreadsheet numbers it.</summary>
    public required int Number { get; init; }

    /// <summary>The address at the source.</summary>
    public required SmtpAddress Source { get; init; }

    /// <summary>The address at the destination.</summary>
    public required SmtpAddress Destination { get; init; }

    /// <summary>The login there.</summary>
    public string? SourceLogin { get; init; }

    /// <summary>Its password.</summary>
    public Secret? SourcePassword { get; init; }

    /// <summary>The login there.</summary>
    public string? DestinationLogin { get; init; }

    /// <summary>Its password.</summary>
    public Secret? DestinationPassword { get; init; }

    /// <summary>The number in the column of that name; 0 where the cell is blank.</summary>
    public int Flags { get; init; }

    /// <summary>Support options of this mailbox alone, as they were written; null where there are none.</summary>
    public string? SupportOptions { get; init; }
}
