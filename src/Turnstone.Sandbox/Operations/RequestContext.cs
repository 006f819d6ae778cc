using Turnstone.Sandbox.Access;
using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Soap;
using Turnstone.Sandbox.Store;

namespace Turnstone.Sandbox.Operations;

/// <summary>What an operation works with: the server's mailboxes, who asks, as whom, and what must be durable before the answer.</summary>
internal sealed class RequestContext(MailboxDirectory mailboxes, Caller caller, ServerLimits limits, TimeProvider time)
{
    private readonly HashSet<Mailbox> _touched = [];

    public MailboxDirectory Mailboxes { get; } = mailboxes;

    public Caller Caller { get; } = caller;

    public ServerLimits Limits { get; } = limits;

    public TimeProvider Time { get; } = time;

    /// <summary>Marks a mailbox as changed by this request.</summary>
    public Mailbox Touch(Mailbox mailbox)
    {
        _touched.Add(mailbox);
        return mailbox;
    }

    /// <summary>Makes what the request changed durable; called before any of its answer leaves.</summary>
    public void Commit()
    {
        foreach (var mailbox in _touched)
        {
            mailbox.Flush();
        }
    }

    /// <summary>The mailbox a FolderId, DistinguishedFolderId or the wrapper around one names, with the folder in it.</summary>
    public (Mailbox Mailbox, Folder Folder) Folder(SoapElement id)
    {
        if (id.Name is not ("FolderId" or "DistinguishedFolderId"))
        {
            return Folder(id.FirstChild ?? throw EwsFault.InvalidRequest());
        }

        var text = id.RequiredAttribute("Id");
        if (id.Name == "DistinguishedFolderId")
        {
            var mailbox = NamedMailbox(id.Child("Mailbox"));
            return (mailbox, mailbox.FindDistinguished(text) ?? throw Missing(text));
        }

        if (!IdCodec.TryRead(text, out var parsed) || parsed.Item != 0)
        {
            throw EwsError.MalformedId();
        }

        var owner = Open(parsed.Mailbox);
        return (owner, owner.FindFolder(parsed.Folder) ?? throw EwsError.ItemNotFound());
    }

    public (Mailbox Mailbox, Item Item) Item(SoapElement id)
    {
        if (!IdCodec.TryRead(id.RequiredAttribute("Id"), out var parsed) || parsed.Item == 0)
        {
            throw EwsError.MalformedId();
        }

        var mailbox = Open(parsed.Mailbox);
        return (mailbox, mailbox.FindItem(parsed.Item) is { } item && item.FolderId == parsed.Folder ? item : throw EwsError.ItemNotFound());
    }

    public Mailbox Open(Guid mailbox) =>
        Allowed(Mailboxes.Find(mailbox) ?? throw EwsError.ItemNotFound());

    private Mailbox NamedMailbox(SoapElement? element)
    {
        if (element is null)
        {
            return Caller.OwnMailbox ?? throw new EwsError(
                "ErrorMissingEmailAddress",
                "When making a request as an account that does not have a mailbox, you must specify the mailbox primary SMTP address for any distinguished folder Ids.");
        }

        var address = element.ChildText("EmailAddress")?.Trim() ?? "";
        return Allowed(Mailboxes.Find(address) ?? throw new EwsError("ErrorNonExistentMailbox", "The SMTP address has no mailbox associated with it."));
    }

    private Mailbox Allowed(Mailbox mailbox) => Mailboxes.MayOpen(Caller, mailbox) ? mailbox : throw EwsError.AccessDenied();

    private static EwsError Missing(string distinguished) => distinguished.StartsWith("archive", StringComparison.Ordinal) && distinguished != "archive"
        ? new EwsError("ErrorArchiveMailboxNotEnabled", "The archive mailbox isn't enabled for this user.")
        : EwsError.FolderNotFound();
}
