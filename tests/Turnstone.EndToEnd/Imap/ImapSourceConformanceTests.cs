using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing;
using Turnstone.Testing.Conformance;
using Xunit;

namespace Turnstone.EndToEnd.Imap;

/// <summary>The promises of a source, kept by the real thing: our IMAP mailbox on a real Dovecot.</summary>
public sealed class ImapSourceConformanceTests(SourceConformanceFixture dovecot) : SourceMailboxConformance, IClassFixture<SourceConformanceFixture>
{
    private static readonly (ItemFlags Ours, SampleFlags Theirs)[] Flags =
    [
        (ItemFlags.Seen, SampleFlags.Seen),
        (ItemFlags.Answered, SampleFlags.Answered),
        (ItemFlags.Flagged, SampleFlags.Flagged),
        (ItemFlags.Draft, SampleFlags.Draft),
        (ItemFlags.Deleted, SampleFlags.Deleted),
    ];

    private DovecotAccount _account = null!;

    protected override async Task<ISourceMailbox> CreateAsync(IReadOnlyList<SeedFolder> seed)
    {
        _account = dovecot.Take();
        var owner = new SamplePerson("Somebody", _account.Name, "en-GB");
        await MailLoader.LoadAsync(dovecot.Server, new SampleMailbox(owner, [.. seed.Select(Folder)]), Cancellation);
        return new ImapSourceMailbox(
            new ImapSourceOptions
            {
                Endpoint = ImapEndpoint.Parse($"imaps://{dovecot.Server.Host}:{dovecot.Server.ImapsPort}"),
                SignIn = new ImapSignIn.Password(_account.Name, new Secret(_account.Password)),
                TrustedAuthorities = [X509CertificateLoader.LoadCertificateFromFile(dovecot.Server.AuthorityPath)],
            },
            TimeProvider.System);
    }

    protected override Task ExpungeAsync(SourceFolder folder, IReadOnlyCollection<uint> uids) => WithAsync(folder, async opened =>
    {
        UniqueId[] ids = [.. uids.Select(uid => new UniqueId(uid))];
        await opened.StoreAsync(ids, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, Cancellation);
        await opened.ExpungeAsync(ids, Cancellation);
    });

    protected override Task FlagAsync(SourceFolder folder, uint uid, ItemFlags flags, string keyword) => WithAsync(folder, async opened =>
    {
        var theirs = Enum.GetValues<MessageFlags>().Where(flag => flags.ToString().Split(", ").Contains(flag.ToString())).Aggregate((all, flag) => all | flag);
        await opened.StoreAsync(new UniqueId(uid), new StoreFlagsRequest(StoreAction.Add, theirs, [keyword]), Cancellation);
    });

    private async Task WithAsync(SourceFolder folder, Func<IMailFolder, Task> work)
    {
        using var client = new ImapClient();
        await client.ConnectAsync(dovecot.Server.Host, dovecot.Server.ImapPort, SecureSocketOptions.None, Cancellation);
        await client.AuthenticateAsync(_account.Name, _account.Password, Cancellation);
        var opened = await client.GetFolderAsync(folder.Path.ToString(), Cancellation);
        await opened.OpenAsync(FolderAccess.ReadWrite, Cancellation);
        await work(opened);
        await client.DisconnectAsync(quit: true, Cancellation);
    }

    private static SampleFolder Folder(SeedFolder folder) =>
        new([.. folder.Path.Names], folder.Messages.Count, index => Message(folder.Messages[index]));

    private static SampleMessage Message(SeedMessage message) => new(
        SampleKind.Plain,
        Flags.Where(flag => message.Flags.HasFlag(flag.Ours)).Aggregate(SampleFlags.None, (all, flag) => all | flag.Theirs),
        [.. message.Keywords, .. message.Flags.HasFlag(ItemFlags.Forwarded) ? ["$Forwarded"] : Array.Empty<string>()],
        message.Received!.Value,
        stream => stream.Write(message.Content.Span));
}
