using Turnstone.Engine.Mailboxes;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Mailboxes;

public sealed class WaitsTests
{
    private readonly HurryingTime _time = new();
    private readonly Waits _waits;

    public WaitsTests() => _waits = new Waits(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task ClockSetWhileSomebodyWaits_NeitherDrawsTheWaitOutNorEndsIt(int minutes)
    {
        _waits.Changed += OnWait;

        await _waits.WaitAsync(_waits.Now + TimeSpan.FromMinutes(5), WaitCause.Destination, Cancel);

        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5)), (_time.Waited, _waits.Passive));

        void OnWait()
        {
            _waits.Changed -= OnWait;
            _time.Set(TimeSpan.FromMinutes(minutes));
        }
    }

    [Fact]
    public async Task WaitInProgress_IsShownAsTheClockStandsNow()
    {
        var shown = new List<Wait?>();
        _waits.Changed += () =>
        {
            shown.Add(_waits.Longest);
            _time.Set(TimeSpan.FromHours(-1));
            shown.Add(_waits.Longest);
        };
        var begun = _time.GetUtcNow();

        await _waits.WaitAsync(_waits.Now + TimeSpan.FromMinutes(5), WaitCause.Source, Cancel);

        Assert.Equal(
            [new Wait(begun.AddMinutes(5), WaitCause.Source), new Wait(begun.AddMinutes(5 - 60), WaitCause.Source), null, null],
            shown);
    }

    [Fact]
    public async Task MomentThatIsPast_IsNoWait()
    {
        _time.Advance(TimeSpan.FromMinutes(1));

        await _waits.WaitAsync(_waits.Now - TimeSpan.FromSeconds(1), WaitCause.Trouble, Cancel);

        Assert.Equal(TimeSpan.Zero, _time.Waited);
    }
}
