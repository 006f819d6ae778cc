using System.Security.Cryptography;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Dovecot;

[Collection(DovecotCollection.Name)]
public class MailLoaderTests(DovecotFixture dovecot)
{
    private static readonly SampleProfile Profile = new()
    {
        Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        MessagesPerMailbox = 200,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int> Staff => [.. Enumerable.Range(0, SampleCompany.People.Count)];

    [Theory]
    [MemberData(nameof(Staff))]
    public async Task LoadedMailbox_ReadsBackAsItWas(int person)
    {
        var mailbox = SampleCompany.Mailboxes(Profile)[person];

        var loaded = await MailLoader.LoadAsync(dovecot.Server, mailbox, Cancel);

        Assert.Equal(mailbox.Count, loaded.Messages);
        using var client = await SignInAsync(mailbox.Address);
        var folders = (await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: Cancel)).ToDictionary(folder => folder.FullName);
        Assert.Equal(mailbox.Folders.Select(Folder).Order(StringComparer.Ordinal), folders.Values.Select(Folder).Order(StringComparer.Ordinal));
        foreach (var expected in mailbox.Folders.Where(folder => !folder.IsContainer))
        {
            Assert.Equal(Messages(expected), await MessagesAsync(folders[expected.FullName]));
        }
    }

    [Fact]
    public async Task MailThatArrivesLater_ComesAfterWhatWasThere()
    {
        var account = DovecotFixture.Account("later@old.example");
        var person = DovecotFixture.Person("later");
        await MailLoader.LoadAsync(dovecot.Server, SmallMail.Mailbox(person, 5, folders: 1, Profile.Until), Cancel);

        await MailLoader.DeliverAsync(dovecot.Server, account, SampleCompany.NewMail(person, 3, wave: 1, Profile), Cancel);

        using var client = await SignInAsync(account.Name);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly, Cancel);
        var dates = (await client.Inbox.FetchAsync(5, -1, MessageSummaryItems.InternalDate, Cancel)).Select(message => message.InternalDate!.Value);
        Assert.Equal(8, client.Inbox.Count);
        Assert.All(dates, date => Assert.InRange(date, Profile.Until.AddMinutes(-3), Profile.Until));
    }

    private async Task<ImapClient> SignInAsync(string address)
    {
        var client = new ImapClient();
        await client.ConnectAsync(dovecot.Server.Host, dovecot.Server.ImapPort, SecureSocketOptions.None, Cancel);
        await client.AuthenticateAsync(address, DovecotFixture.Account(address).Password, Cancel);
        return client;
    }

    private static string Folder(SampleFolder folder) => Folder(folder.FullName, folder.IsContainer, folder.SpecialUse);

    private static string Folder(IMailFolder folder)
    {
        var roles = folder.Attributes & (FolderAttributes.Sent | FolderAttributes.Drafts | FolderAttributes.Trash | FolderAttributes.Junk);
        return Folder(folder.FullName, folder.Attributes.HasFlag(FolderAttributes.NoSelect), roles == 0 ? null : roles.ToString());
    }

    private static string Folder(string name, bool container, string? role) => $"{name}|{(container ? "container" : role)}";

    private static List<string> Messages(SampleFolder folder) =>
        [.. folder.Messages().Select(message => Message(message.ToArray(), message.InternalDate, message.ImapFlags))];

    private static async Task<List<string>> MessagesAsync(IMailFolder folder)
    {
        await folder.OpenAsync(FolderAccess.ReadOnly, Cancel);
        if (folder.Count == 0)
        {
            return [];
        }

        var messages = new List<string>();
        foreach (var summary in await folder.FetchAsync(0, -1, MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.InternalDate, Cancel))
        {
            using var stream = await folder.GetStreamAsync(summary.UniqueId, "", Cancel);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Cancel);
            var flags = Enum.GetValues<SampleFlags>()
                .Where(flag => flag != SampleFlags.None && summary.Flags!.Value.ToString().Contains(flag.ToString(), StringComparison.Ordinal))
                .Select(flag => $"\\{flag}");
            messages.Add(Message(bytes.ToArray(), summary.InternalDate!.Value, flags.Concat(summary.Keywords)));
        }

        return messages;
    }

    private static string Message(byte[] bytes, DateTimeOffset received, IEnumerable<string> flags) =>
        $"{Convert.ToHexString(SHA256.HashData(bytes))} {bytes.Length} {received.UtcDateTime:s} {string.Join(' ', flags.Order(StringComparer.Ordinal))}";
}
