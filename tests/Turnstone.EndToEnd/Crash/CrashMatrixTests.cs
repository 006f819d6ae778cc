using System.Globalization;
using Turnstone.EndToEnd.Migration;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Crash;

/// <summary>
/// The crash matrix: the executable is killed with SIGKILL at every boundary there is, in an order and at occurrences drawn by a seed,
/// and run again on what it left. In the end every message of the source is there, once.
/// </summary>
public sealed class CrashMatrixTests : IAsyncLifetime
{
    private const int Rounds = 3;
    private const int NewMailAWave = 20;
    private const int Attempts = 5;

    /// <summary>A request of the run before can no longer be at work; else each run would wait for that first.</summary>
    private static readonly TimeSpan BetweenRuns = TimeSpan.FromSeconds(70);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan PatienceUnderTrace = TimeSpan.FromSeconds(30);

    private static readonly SampleProfile Profile = new()
    {
        Until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero),
        MessagesPerMailbox = 150,
        LargeMessageBytes = 0,
    };

    private static readonly SamplePerson[] People = [SampleCompany.People[2], SampleCompany.People[3]];

    private readonly Dictionary<KillPoint.Peer, WatchedLine> _lines = [];
    private readonly HashSet<KillPoint> _reached = [];
    private MigrationWorld _world = null!;
    private FakedTime _time = null!;
    private TimeSpan _clock;
    private int _waves;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _time = await FakedTime.PrepareAsync(Cancel);
        await DebianPackages.EnsureAsync([new DebianPackage("strace")], TestContext.Current.SendDiagnosticMessage, Cancel);
        _world = await MigrationWorld.StartAsync(People, change: null, watched: "<m:CreateItem");
        _lines[KillPoint.Peer.Exchange] = Watch(_world.Exchange.EwsUrl, KillPoint.Peer.Exchange);
        _lines[KillPoint.Peer.Imap] = Watch(new UriBuilder("imap", _world.Dovecot.Host, _world.Dovecot.ImapPort).Uri, KillPoint.Peer.Imap);
        await MailLoader.LoadAsync(_world.Dovecot, [.. SampleCompany.Mailboxes(Profile).Where(mailbox => People.Contains(mailbox.Owner))], Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines.Values)
        {
            await line.DisposeAsync();
        }

        await _world.DisposeAsync();
        _time.Dispose();
    }

    [Fact]
    public async Task KilledAtEveryBoundary_AndRunAgain_EveryMessageIsThereOnce()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var kills = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var points = KillPoint.All.ToArray();
            random.Shuffle(points);
            foreach (var point in points)
            {
                for (var attempt = 1; !await KillAsync(point, random, attempt); attempt++)
                {
                    Assert.True(attempt < Attempts, $"{point} was not reached in {attempt} runs.");
                    await BringNewMailAsync();
                }

                kills++;
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}: {kills} kills, {_waves} times new mail because a run came to its end");
        Assert.Empty(KillPoint.All.Except(_reached));
        Pass(BetweenRuns);
        var last = await RunToItsEndAsync();
        Assert.True(last.Status == 0, last.Output);
        last.Report.AssertAddsUp();
        foreach (var person in People)
        {
            await _world.AssertMovedAsync(person, last.Report);
        }
    }

    /// <summary>Whether the run died there; a run that came to its end before it has to have done all its work.</summary>
    private async Task<bool> KillAsync(KillPoint point, Random random, int attempt)
    {
        // Now and then a run follows at once, or an operator's clock goes back.
        var isBack = random.Next(12) == 0;
        Pass(random.Next(8) == 0 ? TimeSpan.Zero : BetweenRuns);
        var environment = _time.Environment(isBack ? _clock - TimeSpan.FromHours(1) : _clock);
        if (point is KillPoint.OnDisk { IsNewJournal: true } && Directory.Exists(_world.StateFolder))
        {
            Directory.Delete(_world.StateFolder, recursive: true);
        }

        await using var process = Start(point, environment);
        var ended = process.WaitForExitAsync(TimeSpan.FromMinutes(2), Cancel);
        if (point is KillPoint.OnWire wire)
        {
            var line = _lines[wire.At];
            var at = line.Count(wire.Text) + (attempt == 1 ? random.Next(1, 8) : 1);
            var reached = wire.IsHeld
                ? line.FreezeAsync(wire.Text, at, replies: wire.IsReply)
                : line.FreezeAfterAsync(wire.Text, at);

            // Where it waits for what is in doubt it does not come there: then it is killed waiting.
            await Task.WhenAny(reached, ended, SilenceAsync());
            if (reached.IsCompleted)
            {
                _reached.Add(point);
            }
        }
        else
        {
            await Task.WhenAny(ended, Task.Delay(PatienceUnderTrace, Cancel));
            if (ended is { IsCompletedSuccessfully: true, Result: 137 })
            {
                _reached.Add(point);
            }
        }

        var isKilled = !process.HasExited;
        process.Kill();
        var status = await ended;
        await Task.WhenAll(_lines.Values.Select(line => line.CutAsync()));
        Assert.True(isKilled || status is 0 or 137, $"{point}: status {status}\n{process.Output}");
        return isKilled || status == 137;
    }

    /// <summary>Ends when nothing has moved on either line for a while.</summary>
    private async Task SilenceAsync()
    {
        for (var (before, now) = (-1L, 0L); before != now;)
        {
            before = now;
            await Task.Delay(Patience, Cancel);
            now = _lines.Values.Sum(line => line.Carried);
        }
    }

    private RunningProcess Start(KillPoint point, IReadOnlyDictionary<string, string?> environment) => TurnstoneProgram.Start(
        Command(),
        _world.Folder,
        environment,
        under: point is KillPoint.OnDisk disk
            ? ["strace", "--follow-forks", "--output=/dev/null", $"--trace={disk.Call}", $"--inject={disk.Call}:signal=KILL:when={disk.Number.ToString(CultureInfo.InvariantCulture)}"]
            : []);

    private async Task<MigrationResult> RunToItsEndAsync()
    {
        var report = Path.Combine(_world.Folder, "last.json");
        await using var process = TurnstoneProgram.Start([.. Command(), "--report", report], _world.Folder, _time.Environment(_clock));
        var result = await TurnstoneProgram.EndAsync(process, Cancel);
        return new MigrationResult(result.Status, result.Output, await JsonReport.ReadAsync(report, Cancel));
    }

    private IReadOnlyList<string> Command()
    {
        var imap = _lines[KillPoint.Peer.Imap].Url;
        return _world.Command(
            "--source", $"imap://{imap.Host}:{imap.Port}?tls=none",
            "--destination", _lines[KillPoint.Peer.Exchange].Url.AbsoluteUri);
    }

    /// <summary>Mail in the inbox and in a folder that was not there before.</summary>
    private async Task BringNewMailAsync()
    {
        _waves++;
        foreach (var person in People)
        {
            var inbox = SampleCompany.NewMail(person, NewMailAWave, _waves, Profile);
            var another = SampleCompany.NewMail(person, NewMailAWave, -_waves, Profile);
            var folder = new SampleFolder([$"Wave {_waves}"], another.Count, another.MessageAt);
            await MailLoader.LoadAsync(_world.Dovecot, new SampleMailbox(person, [folder]), Cancel);
            await MailLoader.DeliverAsync(_world.Dovecot, MigrationWorld.OldAccount(person), inbox, Cancel);
        }
    }

    private void Pass(TimeSpan time) => _clock += time;

    private static WatchedLine Watch(Uri server, KillPoint.Peer at)
    {
        var texts = KillPoint.All.OfType<KillPoint.OnWire>().Where(point => point.At == at).ToLookup(point => point.IsReply, point => point.Text);
        return new WatchedLine(server, texts[false].Distinct(), texts[true].Distinct());
    }
}
