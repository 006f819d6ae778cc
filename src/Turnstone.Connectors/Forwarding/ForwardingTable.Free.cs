using Turnstone.Connectors.Imap.Families;

namespace Turnstone.Connectors.Forwarding;

/// <summary>Servers whose mail transfer is a program beside them, Postfix or Exim mostly.</summary>
public static partial class ForwardingTable
{
    // postfix.org, STANDARD_CONFIGURATION_README ("forwarding for a domain") and transport(5): a domain that is relayed is in neither of the other lists.
    private static IReadOnlyList<string> RelayByPostfix =>
    [
        "Where Postfix is before it, have it relay the domain instead of delivering it: take old.example out of mydestination and virtual_mailbox_domains,",
        "add it to relay_domains, add hash:/etc/postfix/transport to transport_maps where it is not there yet, and then:",
        "  echo 'old.example smtp:[exchange.new.example]' >> /etc/postfix/transport && postmap /etc/postfix/transport && postfix reload",
    ];

    private static IEnumerable<ForwardingAdvice> Free =>
    [
        new()
        {
            Family = ServerFamily.CPanel,
            InShort = "a forwarder for each address, or the domain's Email Routing",
            PerMailbox =
            [
                "cPanel, Email, Forwarders, Add Forwarder; or at the server:",
                "  uapi --user=account Email add_forwarder domain=old.example email=anna@old.example fwdopt=fwd fwdemail=anna@new.example",
            ],
            ForAll = ["cPanel, Email, Email Routing: Remote Mail Exchanger. The server then keeps nothing for the domain and sends all to the host of its MX record."],
            Caveats = ["Remote Mail Exchanger goes by the domain's MX record as the server sees it: change that record first, in the zone the server asks."],
            Documentation = "docs.cpanel.net: Forwarders; Email Routing; UAPI Email::add_forwarder",
        },
        new()
        {
            Family = ServerFamily.Courier,
            InShort = "the account's .courier file",
            PerMailbox = ["A line in the .courier file of the account's home directory:", "  anna@new.example"],
            ForAll = RelayByPostfix,
            Caveats = ["The file is read by the Courier mail server, and takes the place of the usual delivery: without a further line for the mailbox (./Maildir) nothing is kept at the source. Where Postfix or Exim deliver for Courier-IMAP, forward there."],
            Documentation = "courier-mta.org: dot-courier(5)",
        },
        new()
        {
            Family = ServerFamily.Cyrus,
            InShort = "a Sieve script of the mailbox",
            PerMailbox =
            [
                "A file forward.siv with the line",
                "  redirect \"anna@new.example\";",
                "put in place by an administrator:",
                "  sieveshell --user=anna@old.example --authname=cyrus localhost",
                "  > put forward.siv",
                "  > activate forward.siv",
            ],
            ForAll = RelayByPostfix,
            Caveats = ["redirect keeps nothing in the mailbox, unless the script says keep; as well. One script is active in a mailbox: where the user has one, add the line to it. lmtpd has to be able to send (sendmail in imapd.conf)."],
            Documentation = "cyrusimap.org: sieveshell(1), timsieved(8), imapd.conf(5)",
        },
        new()
        {
            Family = ServerFamily.Dovecot,
            InShort = "a Sieve script, where Pigeonhole is installed",
            PerMailbox =
            [
                "A file forward.sieve with the line",
                "  redirect \"anna@new.example\";",
                "put in place and made the active one:",
                "  doveadm sieve put -u anna@old.example -a forward < forward.sieve",
            ],
            ForAll = RelayByPostfix,
            Caveats =
            [
                "It works where mail is delivered by Dovecot's LMTP or LDA with the sieve plugin; where Postfix or Exim write into the mailbox themselves, forward there. On cPanel see cpanel.",
                "redirect keeps nothing in the mailbox, unless the script says keep; as well. One script is active in a mailbox: where the user has one, add the line to it.",
                "sieve_redirect_envelope_from = orig_recipient makes the mailbox itself the envelope's sender, which SPF takes.",
            ],
            Documentation = "doc.dovecot.org: doveadm-sieve(1), Pigeonhole Sieve settings",
        },
        new()
        {
            Family = ServerFamily.HMailServer,
            InShort = "the Forwarding tab of the account",
            PerMailbox = ["hMailServer Administrator, Domains, old.example, Accounts, anna, Forwarding: Enabled, Forwarding address anna@new.example; Keep original message as wanted."],
            Documentation = "hmailserver.com: reference, Account",
        },
    ];
}
