using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>Address headers to names and addresses. What is no address at all is kept whole as a name, so that it can still be seen.</summary>
internal static class AddressReader
{
    public static void Read(Header header, List<StoredAddress> into)
    {
        if (!InternetAddressList.TryParse(header.RawValue, out InternetAddressList? addresses))
        {
            if (HeaderText.Decoded(header).Trim() is { Length: > 0 } text)
            {
                into.Add(new StoredAddress(text, ""));
            }

            return;
        }

        Add(addresses, into);
    }

    // The parser bounds the depth of groups within groups.
    private static void Add(InternetAddressList addresses, List<StoredAddress> into)
    {
        foreach (InternetAddress address in addresses)
        {
            if (address is GroupAddress { Members.Count: > 0 } group)
            {
                Add(group.Members, into);
            }
            else
            {
                string name = UnicodeText.WellFormed(address.Name ?? "");
                string mailbox = address is MailboxAddress { Address: { } found } ? UnicodeText.WellFormed(found) : "";
                if (name.Length + mailbox.Length > 0)
                {
                    into.Add(new StoredAddress(name, mailbox));
                }
            }
        }
    }
}
