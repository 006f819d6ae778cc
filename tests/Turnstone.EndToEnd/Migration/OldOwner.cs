using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Sandbox.Dovecot;

namespace Turnstone.EndToEnd.Migration;

/// <summary>The owner of a mailbox of the old server, who goes on working with it.</summary>
internal sealed class OldOwner : IAsyncDisposable
{
    private readonly ImapClient _client = new();

    private OldOwner()
    {
    }

    public static async Task<OldOwner> SignInAsync(DovecotServer server, DovecotAccount account, CancellationToken cancellationToken)
    {
        var owner = new OldOwner();
        await owner._client.ConnectAsync(server.Host, server.ImapPort, SecureSocketOptions.None, cancellationToken);
        await owner._client.AuthenticateAsync(account.Name, account.Password, cancellationToken);
        return owner;
    }

    /// <summary>Moves the newest items of a folder into another.</summary>
    public async Task MoveAsync(string from, string to, int count, CancellationToken cancellationToken)
    {
        var folder = await OpenAsync(from, cancellationToken);
        await folder.MoveToAsync(Newest(folder, count), await _client.GetFolderAsync(to, cancellationToken), cancellationToken);
        await folder.CloseAsync(expunge: false, cancellationToken);
    }

    /// <summary>Copies the newest items of a folder into another.</summary>
    public async Task CopyAsync(string from, string to, int count, CancellationToken cancellationToken)
    {
        var folder = await OpenAsync(from, cancellationToken);
        await folder.CopyToAsync(Newest(folder, count), await _client.GetFolderAsync(to, cancellationToken), cancellationToken);
        await folder.CloseAsync(expunge: false, cancellationToken);
    }

    public async Task RenameAsync(string name, string newName, CancellationToken cancellationToken)
    {
        var folder = await _client.GetFolderAsync(name, cancellationToken);
        await folder.RenameAsync(_client.GetFolder(_client.PersonalNamespaces[0]), newName, cancellationToken);
    }

    /// <summary>A folder made anew, as when an administrator brings it back from a backup: another UIDVALIDITY, other UIDs, the same mail.</summary>
    public async Task MakeAnewAsync(string name, CancellationToken cancellationToken)
    {
        const string Aside = "Aside";
        await RenameAsync(name, Aside, cancellationToken);
        await _client.GetFolder(_client.PersonalNamespaces[0]).CreateAsync(name, isMessageFolder: true, cancellationToken);
        await MoveAsync(Aside, name, int.MaxValue, cancellationToken);
        await (await _client.GetFolderAsync(Aside, cancellationToken)).DeleteAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync(quit: true);
        _client.Dispose();
    }

    private static int[] Newest(IMailFolder folder, int count) => [.. Enumerable.Range(0, folder.Count).TakeLast(count)];

    private async Task<IMailFolder> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var folder = await _client.GetFolderAsync(name, cancellationToken);
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken);
        return folder;
    }
}
