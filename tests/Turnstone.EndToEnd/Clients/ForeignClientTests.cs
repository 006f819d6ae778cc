using System.Text;
using System.Xml.Linq;
using Turnstone.Sandbox;
using Xunit;

namespace Turnstone.EndToEnd.Clients;

/// <summary>Clients that nobody here wrote find in the stand-in what was put there.</summary>
public sealed class ForeignClientTests : IAsyncLifetime
{
    private static readonly MailboxSeed Owner = new("grace@new.example", "grace's secret");
    private static readonly string[] FolderNames = ["Archive of 2019", "Müller & Söhne", "📧 Post", "\"Quoted\""];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("turnstone-clients-");
    private readonly List<Put> _put = [];
    private ExchangeServer _server = null!;
    private ExchangeLogin _login = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ExchangeServer.StartAsync(new ExchangeServerOptions { Mailboxes = [Owner] }, Cancel);
        var authority = Path.Combine(_directory.FullName, "ca.pem");
        await File.WriteAllTextAsync(authority, _server.CertificateAuthorityPem, Cancel);
        _login = new ExchangeLogin(_server.EwsUrl, Owner.Address, Owner.Password, Owner.Address, authority);
        await FillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Exchangelib_SeesFoldersItemsDatesAndState()
    {
        await ExchangelibClient.EnsureAsync(Cancel);

        var seen = await ExchangelibClient.ReadAsync(_login, impersonate: false, Cancel);

        AssertSeen("Inbox", seen);
    }

    [Fact]
    public async Task DavMail_SeesFoldersItemsDatesAndState()
    {
        await DavMailClient.EnsureAsync(Cancel);
        await using var davMail = await DavMailClient.StartAsync(_login.Url, _login.AuthorityPath, Cancel);

        var seen = await davMail.ReadAsync(_login.Login, _login.Password, Cancel);

        AssertSeen("INBOX", seen);
    }

    private void AssertSeen(string inbox, IReadOnlyList<SeenFolder> seen)
    {
        foreach (var folder in _put.GroupBy(put => put.Folder))
        {
            var name = folder.Key == "Inbox" ? inbox : folder.Key;
            var found = Assert.Single(seen, candidate => candidate.FullName == name);
            Assert.Equal(folder.Count(), found.Count);
            Assert.Equal(Lines(folder.Select(put => put.Item)), Lines(found.Items));
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<SeenItem> items) => items
        .Select(item => $"{item.Subject} | {item.Received?.ToUniversalTime():u} | {item.IsRead} | {item.IsFlagged} | {string.Join(',', item.Categories)}")
        .Order(StringComparer.Ordinal);

    private async Task FillAsync()
    {
        using var ews = new RawEws(_login);
        await FillAsync(ews, "Inbox", ews.Distinguished("inbox"), 0);
        foreach (var name in FolderNames)
        {
            var id = await ews.CreateFolderAsync(ews.Distinguished("msgfolderroot"), name, Cancel);
            await FillAsync(ews, name, RawEws.Folder(id), _put.Count);
        }
    }

    private async Task FillAsync(RawEws ews, string folder, XElement id, int start)
    {
        for (var number = start; number < start + 6; number++)
        {
            var received = new DateTimeOffset(2012 + (number % 10), 3, 1 + number, 7, 8, 9, TimeSpan.Zero);
            // DavMail shows "Work" and its like as Thunderbird's labels; any other category under its own name.
            string[] categories = number % 4 == 0 ? ["Harbour"] : [];
            var item = new SeenItem($"Größe {number} – 件名", received, number % 2 == 0, number % 3 == 0, categories, 0);
            await ews.CreateItemAsync(id, SampleBytes(number, item.Subject), received, item.IsRead, item.IsFlagged, categories, Cancel);
            _put.Add(new Put(folder, item));
        }
    }

    private static byte[] SampleBytes(int number, string subject) => Encoding.UTF8.GetBytes(
        $"""
        Date: Thu, 1 Mar 2012 08:00:00 +0100
        From: Somebody <somebody@else.example>
        To: Grace <{Owner.Address}>
        Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=
        Message-ID: <{number}@else.example>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        Hello {number}.

        """.ReplaceLineEndings("\r\n"));

    private sealed record Put(string Folder, SeenItem Item);
}
