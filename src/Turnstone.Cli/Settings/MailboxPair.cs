using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning.Support;

namespace Turnstone.Cli.Settings;

/// <summary>One mailbox to move, with who opens it on either side.</summary>
internal sealed record MailboxPair
{
    public required SmtpAddress Source { get; init; }

    public required SmtpAddress Destination { get; init; }

    public required ImapSignIn SourceSignIn { get; init; }

    public required Account DestinationAccount { get; init; }

    /// <summary>The list's number column, kept as it was given; no bit has a meaning.</summary>
    public int Flags { get; init; }

    /// <summary>The project's support options and the mailbox's own on top of them.</summary>
    public SupportOptions Options { get; init; } = SupportOptions.None;
}
