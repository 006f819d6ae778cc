using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

internal static class MailboxView
{
    public static View<MailboxInfo> Of { get; } = new(
        new("Source", mailbox => mailbox.SourceAddress),
        new("Destination", mailbox => mailbox.DestinationAddress),
        new("Star", mailbox => mailbox.Star is { } star ? $"{star}" : ""),
        new("Passwords", mailbox => (mailbox.HasSourceSecret, mailbox.HasDestinationSecret) switch
        {
            (false, false) => "",
            (true, false) => "source",
            (false, true) => "destination",
            _ => "both",
        }),
        new("Source login", mailbox => mailbox.SourceLogin, InLists: false),
        new("Destination login", mailbox => mailbox.DestinationLogin, InLists: false),
        new("Options", mailbox => mailbox.SupportOptions, InLists: false),
        new("Last used", mailbox => Shown.Moment(mailbox.LastUsed), InLists: false),
        new("Added", mailbox => Shown.Moment(mailbox.Created), InLists: false),
        new("Id", mailbox => $"{mailbox.Id}"));
}
