using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MailKit.Search;
using Turnstone.Sandbox.DavMail;

namespace Turnstone.EndToEnd.Clients;

/// <summary>Mailboxes at Exchange as DavMail shows them, read through its IMAP side.</summary>
internal sealed class DavMailClient : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly DavMailGateway _gateway;

    private DavMailClient(DavMailGateway gateway) => _gateway = gateway;

    public static Task EnsureAsync(CancellationToken cancellationToken) => DavMailGateway.EnsureAsync(Console.WriteLine, cancellationToken);

    public static async Task<DavMailClient> StartAsync(Uri ews, string? authorityPath, CancellationToken cancellationToken) =>
        new(await DavMailGateway.StartAsync(ews, authorityPath, "256m", TimeProvider.System, cancellationToken));

    /// <summary>All folders of the mailbox that DavMail shows, with their items in its order, which is by date received.</summary>
    public async Task<IReadOnlyList<SeenFolder>> ReadAsync(string login, string password, CancellationToken cancellationToken)
    {
        using var client = new ImapClient { Timeout = (int)Limit.TotalMilliseconds };
        await client.ConnectAsync("127.0.0.1", _gateway.ImapPort, SecureSocketOptions.None, cancellationToken);
        await client.AuthenticateAsync(login, password, cancellationToken);
        var folders = new List<SeenFolder>();
        foreach (var folder in await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: cancellationToken))
        {
            if (!folder.Attributes.HasFlag(FolderAttributes.NoSelect))
            {
                folders.Add(await ReadAsync(folder, cancellationToken));
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken);
        return folders;
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private static async Task<SeenFolder> ReadAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        const MessageSummaryItems Seen =
            MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope | MessageSummaryItems.Flags | MessageSummaryItems.InternalDate | MessageSummaryItems.Size;
        try
        {
            await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        }
        catch (ImapCommandException e)
        {
            return new SeenFolder(folder.FullName.Split('/'), 0, []) { Refusal = e.ResponseText };
        }

        var items = folder.Count == 0 ? [] : await folder.FetchAsync(0, -1, Seen, cancellationToken);
        return new SeenFolder(folder.FullName.Split('/'), folder.Count, [.. items.Select(Item)]);
    }

    private static SeenItem Item(IMessageSummary item) => new(
        item.Envelope?.Subject ?? "",
        item.InternalDate,
        item.Flags!.Value.HasFlag(MessageFlags.Seen),
        item.Flags!.Value.HasFlag(MessageFlags.Flagged),
        [.. item.Keywords],
        item.Size ?? 0);
}
