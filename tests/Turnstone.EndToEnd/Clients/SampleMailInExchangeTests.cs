using Turnstone.Sandbox;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Sandbox.Throttling;
using Xunit;

namespace Turnstone.EndToEnd.Clients;

/// <summary>Every kind of sample mail can be stored in the stand-in and listed by both foreign clients.</summary>
public sealed class SampleMailInExchangeTests : IAsyncLifetime
{
    private static readonly MailboxSeed Owner = new("ada@new.example", "ada's secret");
    private static readonly SampleProfile Profile = new() { Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero), MessagesPerMailbox = 250 };

    // The fullest folder: at least one whole round of all kinds.
    private static readonly SampleFolder Inbox = SampleCompany.Mailboxes(Profile)[1].Folders[0];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("turnstone-kinds-");
    private ExchangeServer _server = null!;
    private ExchangeLogin _login = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ExchangeServer.StartAsync(
            new ExchangeServerOptions { Mailboxes = [Owner], Throttling = ThrottlingPolicy.Unlimited }, Cancel);
        var authority = Path.Combine(_directory.FullName, "ca.pem");
        await File.WriteAllTextAsync(authority, _server.CertificateAuthorityPem, Cancel);
        _login = new ExchangeLogin(_server.EwsUrl, Owner.Address, Owner.Password, Owner.Address, authority);

        using var ews = new RawEws(_login);
        foreach (var message in Inbox.Messages())
        {
            await ews.CreateItemAsync(
                ews.Distinguished("inbox"), message.ToArray(), message.InternalDate, message.Flags.HasFlag(SampleFlags.Seen), message.Flags.HasFlag(SampleFlags.Flagged), [], Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Exchangelib_ListsEveryKindWithDateAndState()
    {
        await ExchangelibClient.EnsureAsync(Cancel);

        var seen = await ExchangelibClient.ReadAsync(_login, impersonate: false, Cancel);

        Assert.Equal(Expected(), Lines(seen.Single(folder => folder.FullName == "Inbox")));
    }

    [Fact]
    public async Task DavMail_ListsEveryKindWithDateAndState()
    {
        await DavMailClient.EnsureAsync(Cancel);
        await using var davMail = await DavMailClient.StartAsync(_login.Url, _login.AuthorityPath, Cancel);

        var seen = await davMail.ReadAsync(_login.Login, _login.Password, Cancel);

        Assert.Equal(Expected(), Lines(seen.Single(folder => folder.FullName == "INBOX")));
    }

    private static IEnumerable<string> Expected() => Inbox.Messages()
        .Select(message => Line(message.InternalDate, message.Flags.HasFlag(SampleFlags.Seen), message.Flags.HasFlag(SampleFlags.Flagged)))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(SeenFolder folder) =>
        folder.Items.Select(item => Line(item.Received!.Value, item.IsRead, item.IsFlagged)).Order(StringComparer.Ordinal);

    private static string Line(DateTimeOffset received, bool isRead, bool isFlagged) =>
        $"{received.ToUniversalTime():u} {(isRead ? "read" : "unread")} {(isFlagged ? "flagged" : "")}";
}
