using Microsoft.Extensions.Logging.Abstractions;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;
using Turnstone.Sandbox.Imap;
using Turnstone.Sandbox.Proxies;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Servers;

/// <summary>What a pass over many folders asks of a real server when little or nothing has changed, counted on the wire.</summary>
public abstract class UnchangedSourceTests(SourceServer server)
{
    private const int Folders = 50;

    /// <summary>What connecting, signing in and listing the folders takes, on each of the two or three connections that a pass may open.</summary>
    private const int Beginning = 25;

    /// <summary>Round trips for each folder that has not changed.</summary>
    protected abstract int ForAFolder { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UnchangedFolders_CostNextToNothing_AndAGrownOneAsMuchAsCame()
    {
        await using var journal = new InMemoryJournal();
        await using var destination = new InMemoryDestinationMailbox();
        var account = server.Take();
        await server.FillAsync(account, [.. Enumerable.Range(0, Folders).Select(number => new SeedFolder(PathOf(number), Messages(number, 1, 2, 3)))], Cancel);
        var (first, all) = await PassAsync(account, journal, destination);
        Assert.Equal((Folders * 3, Folders * 3), (first.Totals.Found, first.Totals.Copied));

        var (second, unchanged) = await PassAsync(account, journal, destination);
        await AppendAsync(account, PathOf(7), Messages(7, 4, 5));
        var (third, grown) = await PassAsync(account, journal, destination);
        await server.ExpungeAsync(account, PathOf(7), [1], Cancel);
        var (fourth, lost) = await PassAsync(account, journal, destination);

        TestContext.Current.TestOutputHelper!.WriteLine($"{Folders} folders: {all} commands for the first pass, {unchanged} when nothing had changed, {grown} when two messages had come, {lost} when one had gone");
        Assert.Equal((Folders * 3, Folders * 3), (second.Totals.Found, second.Totals.AlreadyThere));
        Assert.InRange(unchanged, 1, Beginning + (ForAFolder * Folders));
        Assert.Equal(((Folders * 3) + 2, Folders * 3, 2), (third.Totals.Found, third.Totals.AlreadyThere, third.Totals.Copied));
        Assert.InRange(grown, unchanged, unchanged + Beginning + 4);
        Assert.Equal(((Folders * 3) + 1, (Folders * 3) + 1), (fourth.Totals.Found, fourth.Totals.AlreadyThere));
        Assert.InRange(lost, unchanged, unchanged + Beginning + 6);
        Assert.All([first, second, third, fourth], report => Assert.Equal((PassStatus.Completed, true), (report.Status, report.Totals.AddsUp)));
        Assert.Equal((Folders * 3) + 2, destination.Deliveries.Select(delivery => delivery.SourceKey).Distinct().Count());
    }

    private static IReadOnlyList<SeedMessage> Messages(int folder, params int[] numbers) => [.. numbers.Select(number => SeedMessage.Plain((folder * 10) + number))];

    private FolderPath PathOf(int number) => number == 0 ? FolderPath.Of("INBOX") : FolderPath.Of([.. server.Top, $"Folder {number:00}"]);

    private async Task AppendAsync(MailAccount account, FolderPath path, IReadOnlyList<SeedMessage> messages)
    {
        using var client = await LineClient.SignInAsync(server.Port, account, Cancel);
        foreach (var message in messages)
        {
            await client.AppendAsync(string.Join(server.Separator, path.Names), [], message.Received, message.Content, Cancel);
        }
    }

    private async Task<(MailboxReport Report, int Commands)> PassAsync(MailAccount account, InMemoryJournal journal, InMemoryDestinationMailbox destination)
    {
        await using var wire = FaultProxy.Start(new FaultProxyOptions { Listen = new Uri("imap://127.0.0.1:0"), To = new Uri($"imap://127.0.0.1:{server.Port}") });
        await using var source = new ImapSourceMailbox(
            new ImapSourceOptions
            {
                Endpoint = ImapEndpoint.Parse($"imap://127.0.0.1:{wire.Url.Port}?tls=none"),
                SignIn = new ImapSignIn.Password(account.Name, new Secret(account.Password)),
                Connections = 2,
            },
            TimeProvider.System);
        var setup = new PassSetup
        {
            Source = SmtpAddress.Parse("anna@old.example"),
            Destination = SmtpAddress.Parse("anna@new.example"),
            Options = new PassOptions { Verification = VerificationMode.None },
        };
        var report = await new Pass(source, destination, journal, setup, TimeProvider.System, NullLogger<Pass>.Instance).RunAsync(Cancel);
        return (report, wire.Tally.Requests.Values.Sum());
    }
}

public sealed class DovecotUnchangedTests(DovecotSource server) : UnchangedSourceTests(server), IClassFixture<DovecotSource>
{
    protected override int ForAFolder => 0;
}

public sealed class CyrusUnchangedTests(CyrusSource server) : UnchangedSourceTests(server), IClassFixture<CyrusSource>
{
    protected override int ForAFolder => 0;
}

public sealed class OldCyrusUnchangedTests(OldCyrusSource server) : UnchangedSourceTests(server), IClassFixture<OldCyrusSource>
{
    protected override int ForAFolder => 0;
}

/// <summary>Neither modification sequences nor counts in the list: each folder is opened and asked for its highest UID.</summary>
public sealed class CourierUnchangedTests(CourierSource server) : UnchangedSourceTests(server), IClassFixture<CourierSource>
{
    protected override int ForAFolder => 2;
}
