using MailKit.Net.Imap;

namespace Turnstone.Connectors.Imap.Checks;

/// <summary>What it costs where a server cannot do what Turnstone asks for. Only what is asked for is here: COMPRESS, UIDPLUS, ESEARCH or LITERAL+ are not.</summary>
internal static class CapabilityCosts
{
    private static readonly (ImapCapabilities Any, string Name, string Cost)[] Table =
    [
        (ImapCapabilities.Namespace, "NAMESPACE", "folder names are taken as they are listed, with a prefix such as INBOX. where there is one"),
        (ImapCapabilities.SpecialUse | ImapCapabilities.XList, "SPECIAL-USE", "Sent, Drafts, Junk and Trash are known by their names alone"),
        (ImapCapabilities.ListStatus, "LIST-STATUS", "each pass opens every folder, to find out whether anything came"),
        (ImapCapabilities.StatusSize, "STATUS=SIZE", "what a mailbox holds is not known before its messages are listed"),
        (ImapCapabilities.CondStore, "CONDSTORE", "a pass that refreshes flags lists those of every message"),
        (ImapCapabilities.Id, "ID", "the server does not say whose it is; its oddities are met as they come"),
    ];

    /// <summary>What it can do, and what is missed. Everything works without any of it, so that a lack is no warning.</summary>
    /// <param name="client">A client that is connected.</param>
    /// <param name="isSignedIn">Many servers tell the whole of it only after the sign-in.</param>
    public static Finding Describe(ImapClient client, bool isSignedIn)
    {
        var missed = Table.Where(row => (client.Capabilities & row.Any) == 0).Select(row => $"{row.Name} ({row.Cost})").ToList();
        var costs = !isSignedIn ? "more may be offered after the sign-in"
            : missed.Count == 0 ? "nothing that is used here is missing"
            : $"missing: {string.Join("; ", missed)}";
        return $"{client.Capabilities}; {costs}";
    }
}
