using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Cli.Settings;

/// <summary>One mailbox to move, with who opens it on either side.</summary>
internal sealed record MailboxPair
{
    public required SmtpAddress Source { get; init; }

    public required SmtpAddress Destination { get; init; }

    public required ImapSignIn SourceSignIn { get; init; }

    public required Account DestinationAccount { get; init; }

    /// <summary>The list's last column, kept as it was given; no bit has a meaning yet.</summary>
    public int Flags { get; init; }
}
