using Turnstone.Connectors.Imap.Families;

namespace Turnstone.Connectors.Forwarding;

/// <summary>Servers that bring their own mail transfer and administration.</summary>
public static partial class ForwardingTable
{
    private static IEnumerable<ForwardingAdvice> Commercial =>
    [
        new()
        {
            Family = ServerFamily.Domino,
            InShort = "the forwarding address in the Person document",
            PerMailbox = ["Domino Directory, the Person document of the user, tab Basics: Forwarding address anna@new.example. The router then delivers nothing into the mail file."],
            Caveats = ["A user's mail rule (Send copy to) forwards copies and keeps the originals; the delivery controls of the server may forbid it."],
            Documentation = "help.hcl-software.com: Domino, Setting up a forwarding address",
        },
        new()
        {
            Family = ServerFamily.Exchange,
            InShort = "Set-Mailbox -ForwardingSmtpAddress",
            PerMailbox = ["  Set-Mailbox anna@old.example -ForwardingSmtpAddress anna@new.example -DeliverToMailboxAndForward $false"],
            ForAll =
            [
                "From a CSV with the columns Source and Destination:",
                "  Import-Csv forward.csv | ForEach-Object { Set-Mailbox $_.Source -ForwardingSmtpAddress $_.Destination -DeliverToMailboxAndForward $false }",
            ],
            Caveats = ["Forwarding out of the organization has to be allowed for the domain: Set-RemoteDomain -AutoForwardEnabled $true. A ForwardingAddress that is set goes before it."],
            Documentation = "learn.microsoft.com: Set-Mailbox, Set-RemoteDomain",
        },
        new()
        {
            Family = ServerFamily.Gmail,
            InShort = "an address map in the Admin console",
            PerMailbox = ["In the mailbox: Settings, Forwarding and POP/IMAP, Add a forwarding address; the address it goes to has to confirm it."],
            ForAll = ["Admin console, Apps, Google Workspace, Gmail, Routing, Email forwarding using recipient address map: one pair of addresses a line. Each map takes up to 5,000 addresses."],
            Caveats = ["An address map redirects: the message itself stays as it is. Users may forward by themselves only where the administrator allows automatic forwarding."],
            Documentation = "support.google.com/a/answer/4524505: Redirect incoming messages with address maps",
        },
        new()
        {
            Family = ServerFamily.GroupWise,
            InShort = "a rule of the user, or the Internet agent for users who are gone",
            PerMailbox = ["In the user's mailbox: Tools, Rules, New; when received, item type Mail, action Forward to anna@new.example, then Stop Rule Processing."],
            ForAll = ["GroupWise Admin console, the GWIA, SMTP/MIME, Undeliverables: Forward Undeliverable Inbound Messages to Host [address of Exchange]. It takes effect for addresses that have no GroupWise user any more."],
            Caveats = ["The action Forward makes a new message with the old one inside; its first sender stands in the attachment."],
            Documentation = "novell.com/documentation: GroupWise, Determining What to Do with Undeliverable Messages",
        },
        new()
        {
            Family = ServerFamily.Kerio,
            InShort = "the Forwarding tab of the domain, for users who are gone",
            PerMailbox = ["Remove the user's account, or rename it, once its mail is moved: the domain's Forwarding, below, then takes what comes for it."],
            ForAll = ["Configuration, Domains, old.example, Forwarding: if the recipient was not found in this domain, forward to the Exchange server. It takes effect for addresses that have no user, group or alias there any more."],
            Documentation = "manuals.gfi.com: Kerio Connect, Domains, Forwarding",
        },
        new()
        {
            Family = ServerFamily.Zimbra,
            InShort = "zmprov, by the account's forwarding address or its mail transport",
            PerMailbox = ["  zmprov ma anna@old.example zimbraMailForwardingAddress anna@new.example zimbraPrefMailLocalDeliveryDisabled TRUE"],
            ForAll =
            [
                "Each account's mail straight to Exchange, addresses unchanged:",
                "  for a in $(zmprov -l gaa old.example); do zmprov ma \"$a\" zimbraMailTransport smtp:exchange.new.example:25; done",
            ],
            Caveats = ["zimbraMailForwardingAddress is the administrator's and the user does not see it; zimbraPrefMailForwardingAddress is the user's own, and both count. Note what zimbraMailTransport is before it is changed: it is put back to that."],
            Documentation = "Zimbra Collaboration Administrator Guide: Managing Accounts; Split Domains",
        },
    ];
}
