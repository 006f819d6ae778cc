using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Sandbox.Throttling;
using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>
/// Eight mailboxes by one service account into an Exchange with the documented default policy, its times scaled down so that the account
/// is locked out several times within a test.
/// </summary>
public sealed class ThrottledServerTests : IAsyncLifetime
{
    private const int MessagesEach = 250;

    /// <summary>
    /// The defaults allow 300 s ahead, give back 900 s an hour and lock out at 3,000 s overdrawn. Here all but the pace is scaled: a lock-out lasts
    /// two seconds. An item costs 2 ms, so that the account is locked out whatever machine this is.
    /// </summary>
    private static readonly ThrottlingPolicy Scaled = new()
    {
        EwsMaxBurst = TimeSpan.FromMilliseconds(50),
        EwsCutoffBalance = TimeSpan.FromMilliseconds(500),
        EwsRechargeRate = TimeSpan.FromMilliseconds(900_000),
        LeastItemTime = TimeSpan.FromMilliseconds(2),
    };

    private static readonly SamplePerson[] People =
        [.. Enumerable.Range(1, 8).Select(number => new SamplePerson($"Person {number}", $"person{number}@old.example", "en-US"))];

    private readonly ITestOutputHelper _output;
    private MigrationWorld _world = null!;

    public ThrottledServerTests(ITestOutputHelper output) => _output = output;

    public async ValueTask InitializeAsync()
    {
        _world = await MigrationWorld.StartAsync(People, (options, _) => options with { Throttling = Scaled });
        var until = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        await MailLoader.LoadAsync(
            _world.Dovecot, [.. People.Select(person => SmallMail.Mailbox(person, MessagesEach, 3, until))], TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task LockedOutAgainAndAgain_EveryMessageArrives_AndNoRequestIsSentInsideABackOff()
    {
        var result = await _world.MigrateAsync();

        var counts = _world.Exchange.Throttling;
        _output.WriteLine($"{counts}; passive {string.Join(", ", result.Report.Mailboxes.Select(mailbox => mailbox.PassiveSeconds))}");
        Assert.True(result.Status == 0, result.Output);
        result.Report.AssertAddsUp();
        Assert.All(result.Report.Mailboxes, mailbox => Assert.Equal((MessagesEach, 0), (mailbox.Totals.Copied, mailbox.Totals.Failed)));
        Assert.InRange(counts.Refusals, 2, counts.Requests);
        Assert.Equal(0, counts.InsideBackOff);
        Assert.All(result.Report.Mailboxes, mailbox => Assert.True(mailbox.PassiveSeconds > 0, $"{mailbox.Source} waited {mailbox.PassiveSeconds} s"));
        foreach (var person in People)
        {
            await _world.AssertMovedAsync(person, result.Report);
        }
    }
}
