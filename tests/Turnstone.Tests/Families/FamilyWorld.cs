using Microsoft.Extensions.Logging.Abstractions;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;
using Turnstone.Testing;
using Turnstone.Testing.Imap.Families;
using Xunit;

namespace Turnstone.Tests.Families;

/// <summary>A mailbox on a stand-in IMAP server and whole passes over it.</summary>
internal sealed class FamilyWorld : IAsyncDisposable
{
    private readonly InMemoryJournal _journal;

    public FamilyWorld(FamilyCharacter character, params IReadOnlyList<FamilyFolder> folders)
    {
        Server = FamilyServer.Start(character, folders.Count > 0 ? folders : [Filled(new FamilyFolder("INBOX"), 12)]);
        _journal = new InMemoryJournal(Time);
    }

    public FamilyServer Server { get; }

    public InMemoryDestinationMailbox Destination { get; } = new();

    /// <summary>The pass's clock: what it waits is over at once. The connection lives by the real one.</summary>
    public HurryingTime Time { get; } = new();

    /// <summary>So many messages, with a gap in the UIDs after every fourth.</summary>
    public static FamilyFolder Filled(FamilyFolder folder, int count, int first = 1)
    {
        for (var number = first; number < first + count; number++)
        {
            folder.Add(SeedMessage.Plain(number, bodyBytes: 20 + (number % 7 * 31)), skipUids: number % 4 == 0 ? 3u : 0);
        }

        return folder;
    }

    public Task<MailboxReport> RunAsync(PassKind kind = PassKind.Full, int connections = 3) => RunAsync(new PassOptions { Kind = kind }, connections);

    public async Task<MailboxReport> RunAsync(PassOptions options, int connections = 3)
    {
        await using var source = Open(connections);
        var setup = new PassSetup { Source = SmtpAddress.Parse("anna@old.example"), Destination = SmtpAddress.Parse("anna@new.example"), Options = options };
        return await new Pass(source, Destination, _journal, setup, Time, NullLogger<Pass>.Instance).RunAsync(TestContext.Current.CancellationToken);
    }

    public ImapSourceMailbox Open(int connections = 3, string protection = "?tls=none") =>
        new(OptionsFor("127.0.0.1", protection) with { Connections = connections }, TimeProvider.System);

    /// <summary>A connection still to be made, to a server that is believed to be elsewhere.</summary>
    public ImapSession Unconnected(string host) => ImapSession.Unconnected(OptionsFor(host, protection: ""), TimeProvider.System);

    /// <summary>A pass that completes, and finds and copies so many.</summary>
    public async Task AssertCopiedAsync(long count)
    {
        var report = await RunAsync();

        Assert.Null(report.Failure);
        Assert.All(report.Folders, folder => Assert.Null(folder.Failure));
        Assert.Equal((PassStatus.Completed, count, count), (report.Status, report.Totals.Found, report.Totals.Copied));
    }

    public async Task<List<ItemNote>> NotesAsync() => await _journal.ListNotesAsync(CancellationToken.None).ToListAsync();

    /// <summary>Every message of these folders is there once, byte for byte, and nothing else is; the server was only read.</summary>
    public void AssertAllThereOnce(params IReadOnlyList<FamilyFolder> folders)
    {
        var expected = (folders.Count > 0 ? folders : Server.Folders).SelectMany(folder => folder.Messages).Select(message => FamilyText.Of(message));
        var arrived = Destination.Deliveries.Select(delivery => System.Text.Encoding.Latin1.GetString(delivery.Content.Span));
        Assert.Equal(expected.Order(StringComparer.Ordinal), arrived.Order(StringComparer.Ordinal));
        Assert.Equal(Destination.Deliveries.Count, Destination.Deliveries.Select(delivery => delivery.SourceKey).Distinct().Count());
        Assert.Empty(Server.Forbidden);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private ImapSourceOptions OptionsFor(string host, string protection) => new()
    {
        Endpoint = ImapEndpoint.Parse($"imap://{host}:{Server.Port}{protection}"),
        SignIn = new ImapSignIn.Password("anna", new Secret("s3cret")),
    };
}
