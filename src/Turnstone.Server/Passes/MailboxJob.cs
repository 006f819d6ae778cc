using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Server.Passes;

/// <summary>
/// A pass over one mailbox, ready to run. What mailboxes share (sign-ins, budgets, waits, a cap on bandwidth) is left at its default in both
/// options: whoever runs many sets it with <c>with</c>.
/// </summary>
internal sealed record MailboxJob
{
    /// <summary>The mailbox's row.</summary>
    public required Guid MailboxId { get; init; }

    /// <summary>Its project's row.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>The address at the source.</summary>
    public required SmtpAddress Source { get; init; }

    /// <summary>The address at the destination.</summary>
    public required SmtpAddress Destination { get; init; }

    /// <summary>How to read the mailbox.</summary>
    public required ImapSourceOptions SourceOptions { get; init; }

    /// <summary>How to write into it.</summary>
    public required ExchangeDestinationOptions DestinationOptions { get; init; }

    /// <summary>What to do: what was asked of the pass, and the project's and mailbox's settings with it.</summary>
    public required PassOptions Options { get; init; }

    /// <summary>The most that all passes of the project read together, in bytes a second; null for no cap.</summary>
    public double? MaxBytesPerSecond { get; init; }

    /// <summary>Whether subjects of items that failed are kept.</summary>
    public required bool KeepsSubjects { get; init; }
}
