using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange;

/// <summary>Whether the account may make folders and items in a mailbox, as far as that shows without trying.</summary>
internal static class MailboxRights
{
    /// <summary>PidTagAccess: what the signed-in account may do with a folder ([MS-OXCPRPT] 2.2.1.1).</summary>
    private static readonly ExtendedPropertyPath Access = ExtendedPropertyPath.Tagged(0x0FF4, MapiPropertyType.Integer);

    private const int CreateHierarchy = 0x08;
    private const int CreateContents = 0x10;

    /// <summary>Opens the mailbox's top and inbox; returns how many items the inbox has.</summary>
    /// <exception cref="SessionException">It cannot be opened, or a right is missing; the failure names it.</exception>
    public static async Task<int?> CheckAsync(ExchangeConnection connection, SmtpAddress mailbox, CancellationToken cancellationToken)
    {
        var request = new GetFolder
        {
            FolderIds = [DistinguishedFolderId.MsgFolderRoot, DistinguishedFolderId.Inbox],
            FolderShape = new ResponseShape(BaseShape.IdOnly) { AdditionalProperties = [FieldUri.FolderTotalCount, Access] },
        };
        var responses = await connection.SendAsync(client => client.GetFolderAsync(request, cancellationToken), cancellationToken);
        var (top, inbox) = (connection.Unwrap(responses[0]), connection.Unwrap(responses[1]));
        Demand(top, CreateHierarchy, "make folders (CreateHierarchy)", mailbox);
        Demand(inbox, CreateContents, "add items (CreateContents)", mailbox);
        return inbox.TotalCount;
    }

    /// <summary>A server that does not tell the rights is believed to grant them: opening the mailbox worked.</summary>
    private static void Demand(Folder folder, int right, string what, SmtpAddress mailbox)
    {
        if (folder.Find(Access)?.AsInteger() is not { } rights || (rights & right) != 0)
        {
            return;
        }

        throw new SessionException(new Failure
        {
            Side = FailureSide.Destination,
            Scope = FailureScope.Mailbox,
            Code = FailureCodes.DestinationAccessDenied,
            Message = $"{mailbox}: the account may open the mailbox but not {what}.",
            Remedy = "Give the account FullAccess on the mailbox; a new right takes up to two hours to be known everywhere.",
        });
    }
}
