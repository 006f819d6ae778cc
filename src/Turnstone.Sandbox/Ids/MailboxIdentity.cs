using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Sandbox.Ids;

/// <summary>
/// The three GUIDs every id of a mailbox carries, derived from its address so that ids survive a restart without being stored.
/// </summary>
internal sealed class MailboxIdentity
{
    public MailboxIdentity(string address)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(Encoding.UTF8.GetBytes(address.ToUpperInvariant()), hash);
        Mailbox = new Guid(hash[..16]);
        Provider = new Guid(hash[16..32]);
        Replica = new Guid(hash[32..48]);
    }

    /// <summary>In clear text within every id, as the moniker of the mailbox.</summary>
    public Guid Mailbox { get; }

    /// <summary>The store provider's UID of MAPI entry ids.</summary>
    public Guid Provider { get; }

    /// <summary>The database part of folder and message ids.</summary>
    public Guid Replica { get; }
}
