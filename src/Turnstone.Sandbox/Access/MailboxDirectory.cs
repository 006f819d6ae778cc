using System.Collections.Concurrent;
using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.SignIn;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Access;

/// <summary>Every mailbox of the server, opened when first asked for, found by primary address or by the GUID in its ids.</summary>
internal sealed class MailboxDirectory(IEnumerable<string> addresses, Func<string, Mailbox> open, AccessRules rules)
{
    private readonly Dictionary<string, Guid> _guids = addresses.ToDictionary(address => address, address => new MailboxIdentity(address).Mailbox, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, string> _addresses = addresses.ToDictionary(address => new MailboxIdentity(address).Mailbox);
    private readonly ConcurrentDictionary<string, Lazy<Mailbox>> _open = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Addresses => _addresses.Values;

    public Mailbox? Find(string address) =>
        _guids.TryGetValue(address, out var guid) ? _open.GetOrAdd(address, _ => new Lazy<Mailbox>(() => open(_addresses[guid]))).Value : null;

    public Mailbox? Find(Guid guid) => _addresses.TryGetValue(guid, out var address) ? Find(address) : null;

    public bool MayOpen(Caller caller, Mailbox mailbox) =>
        caller.OwnMailbox == mailbox || rules.Allows(caller.Account, mailbox.Address, AccessKind.FullAccess);

    /// <summary>The caller as someone else. Only a primary address names a mailbox; proxy addresses do not ([D]).</summary>
    /// <exception cref="EwsFault">There is no such mailbox, or no right to act as its owner.</exception>
    public Caller Impersonate(Caller caller, SoapElement header)
    {
        var sid = header.Child("ConnectingSID")?.FirstChild ?? throw new EwsFault("ErrorInvalidExchangeImpersonationHeaderData", "The ExchangeImpersonation SOAP header must contain only a single type of identity.");
        var mailbox = sid.Name is "PrimarySmtpAddress" or "SmtpAddress" or "PrincipalName" ? Find(sid.Text.Trim()) : null;
        if (mailbox is null)
        {
            throw new EwsFault("ErrorNonExistentMailbox", "The SMTP address has no mailbox associated with it.");
        }

        return rules.Allows(caller.Account, mailbox.Address, AccessKind.Impersonation)
            ? new Caller(new Account { Alias = mailbox.Alias, SmtpAddress = mailbox.Address }, mailbox)
            : throw new EwsFault("ErrorImpersonateUserDenied", "The account does not have permission to impersonate the requested user.");
    }
}
