using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;
using Turnstone.Sandbox.Dovecot;

namespace Turnstone.EndToEnd.Migration;

/// <summary>Reads a mailbox of the old server with MailKit alone.</summary>
internal static class OldMailbox
{
    private static readonly FetchRequest Seen =
        new(MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.InternalDate, [HeaderId.Subject]);

    public static async Task<IReadOnlyList<OldFolder>> ReadAsync(DovecotServer server, DovecotAccount account, CancellationToken cancellationToken)
    {
        using var client = new ImapClient();
        await client.ConnectAsync(server.Host, server.ImapPort, SecureSocketOptions.None, cancellationToken);
        await client.AuthenticateAsync(account.Name, account.Password, cancellationToken);
        var folders = new List<OldFolder>();
        foreach (var folder in await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: cancellationToken))
        {
            if ((folder.Attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) == 0)
            {
                folders.Add(await ReadAsync(folder, cancellationToken));
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken);
        return folders;
    }

    private static async Task<OldFolder> ReadAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        var items = folder.Count == 0 ? [] : await folder.FetchAsync(0, -1, Seen, cancellationToken);
        return new OldFolder(folder.FullName, folder.UidValidity, [.. items.Select(Item)]);
    }

    private static OldItem Item(IMessageSummary item) => new(
        item.UniqueId.Id,
        // Of two subjects the first counts for Exchange and for us; Dovecot's envelope would tell the second.
        item.Headers?[HeaderId.Subject] ?? "",
        item.InternalDate!.Value.ToUniversalTime(),
        item.Flags!.Value.HasFlag(MessageFlags.Seen),
        item.Flags!.Value.HasFlag(MessageFlags.Flagged));
}
