using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Tests.Connectors;

/// <summary>One account's budget, on which several processes draw.</summary>
public sealed class SharedBudgetTests
{
    private static readonly SmtpAddress Anna = SmtpAddress.Parse("anna@new.example");
    private static readonly SmtpAddress Bert = SmtpAddress.Parse("bert@new.example");
    private static readonly ExchangeEndpoint Server = ExchangeEndpoint.Parse("mail.new.example");

    private readonly FakeTimeProvider _time = new();
    private readonly RequestBudgets _one;
    private readonly RequestBudgets _other;
    private BudgetDesk? _desk;

    public SharedBudgetTests()
    {
        _desk = new BudgetDesk(_time);
        (_one, _other) = (Process(), Process());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoProcesses_HaveNoMorePlacesThanOne_AndTheFirstToAskIsTheFirstToGo()
    {
        await OpenAsync();
        List<Task<RequestTurn>> asked = [.. Enumerable.Range(0, BudgetDesk.FirstPlaces + 2).Select(number => EnterAsync(number % 2 == 0 ? _one : _other, Anna))];
        await SettleAsync(() => asked.Count(turn => turn.IsCompleted) >= BudgetDesk.FirstPlaces);

        Assert.Equal([true, true, true, true, false, false], asked.Select(turn => turn.IsCompleted));

        (await asked[1]).Dispose();
        await SettleAsync(() => asked.Count(turn => turn.IsCompleted) > BudgetDesk.FirstPlaces);
        Assert.Equal([true, true, true, true, true, false], asked.Select(turn => turn.IsCompleted));
    }

    [Fact]
    public async Task Places_Grow_AsFarAsOneProcessMayGo()
    {
        await OpenAsync();
        for (var answer = 0; answer < 300; answer++)
        {
            using var turn = await EnterAsync(answer % 2 == 0 ? _one : _other, Anna);
            turn.Answered(null);
        }

        List<Task<RequestTurn>> asked = [.. Enumerable.Range(0, 30).Select(number => EnterAsync(number % 2 == 0 ? _one : _other, Anna))];
        await SettleAsync(() => asked.Count(turn => turn.IsCompleted) >= RequestBudget.MostRequests);

        Assert.Equal(RequestBudget.MostRequests, asked.Count(turn => turn.IsCompleted));
    }

    [Fact]
    public async Task BackOffThatOneIsTold_HoldsTheOtherAtOnce_AndNoLonger()
    {
        await OpenAsync();
        await RefuseAsync(_one, Anna, BackOffReach.Budget, 60_000);
        await SettleAsync();

        var waits = new Waits(_time);
        var next = EnterAsync(_other, Bert, waits);
        await SettleAsync(() => waits.Longest is not null);
        Assert.Equal(_time.GetUtcNow().AddMinutes(1), waits.Longest?.Until);
        await PassAsync(TimeSpan.FromSeconds(59));
        Assert.False(next.IsCompleted);
        await PassAsync(TimeSpan.FromSeconds(1));

        await next.WaitAsync(Cancel);
    }

    [Fact]
    public async Task DeskThatIsOpenedAnew_KnowsWhoIsWithin_AndWhoIsHeld_BeforeItLetsAnybodyIn()
    {
        await OpenAsync();
        var within = await EnterAsync(_one, Anna);
        using (var refused = await EnterAsync(_one, Bert))
        {
            refused.Answered(new BackOff(BackOffReach.Budget, TimeSpan.FromMinutes(5), IsBusy: true));
        }

        await SettleAsync();
        _desk = new BudgetDesk(_time);
        var next = EnterAsync(Process(), Anna);
        await PassAsync(TimeSpan.FromSeconds(4));
        await SettleAsync(() => _desk.UnderWay == 1);
        Assert.Equal((1, false), (_desk.UnderWay, next.IsCompleted));
        await PassAsync(TimeSpan.FromMinutes(5));

        await next.WaitAsync(Cancel);
        within.Dispose();
        await SettleAsync(() => _desk.UnderWay == 1);
        Assert.Equal(1, _desk.UnderWay);
    }

    [Fact]
    public async Task ProcessThatFallsSilent_GivesItsPlacesBack_AndOneThatLivesDoesNot()
    {
        await OpenAsync();
        var gone = Process();
        for (var place = 0; place < BudgetDesk.FirstPlaces - 1; place++)
        {
            await EnterAsync(gone, Anna);
        }

        await EnterAsync(_one, Anna);
        List<Task<RequestTurn>> line = [.. Enumerable.Range(0, BudgetDesk.FirstPlaces).Select(_ => EnterAsync(_other, Anna))];
        await PassAsync(TimeSpan.FromSeconds(14));
        Assert.DoesNotContain(line, turn => turn.IsCompleted);
        await PassAsync(TimeSpan.FromSeconds(3));

        await SettleAsync(() => line.Count(turn => turn.IsCompleted) >= 3);
        Assert.Equal([true, true, true, false], line.Select(turn => turn.IsCompleted));
    }

    [Fact]
    public async Task DeskThatIsNotReached_HoldsUpNobody_AndFewGoOnAtOnce()
    {
        await OpenAsync();
        var desk = _desk;
        _desk = null;
        List<Task<RequestTurn>> asked = [.. Enumerable.Range(0, 10).Select(_ => EnterAsync(_one, Anna))];
        await SettleAsync(() => asked.Count(turn => turn.IsCompleted) >= BudgetDesk.FirstPlaces);
        Assert.Equal(BudgetDesk.FirstPlaces, asked.Count(turn => turn.IsCompleted));

        _desk = desk;
        foreach (var turn in asked.Where(turn => turn.IsCompleted))
        {
            (await turn).Dispose();
        }

        await PassAsync(TimeSpan.FromSeconds(11));
        await EnterAsync(_one, Bert);
        await SettleAsync(() => _desk!.UnderWay == 1);
        Assert.Equal(1, _desk!.UnderWay);
    }

    [Fact]
    public async Task WhoeverGoesAwayFromTheLine_TakesNoPlace()
    {
        await OpenAsync();
        List<RequestTurn> within = [];
        for (var place = 0; place < BudgetDesk.FirstPlaces; place++)
        {
            within.Add(await EnterAsync(_one, Anna));
        }

        using var stop = new CancellationTokenSource();
        var inLine = Budget(_other, Anna).EnterAsync(Anna, new Waits(_time), stop.Token);
        await SettleAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inLine);
        within[0].Dispose();
        await SettleAsync(() => _desk!.UnderWay == BudgetDesk.FirstPlaces - 1);

        Assert.Equal(BudgetDesk.FirstPlaces - 1, _desk!.UnderWay);
    }

    private static IRequestBudget Budget(RequestBudgets process, SmtpAddress mailbox) => process.Of(Server, "svc", ExchangeAccess.Delegate, mailbox);

    private RequestBudgets Process() => new(_time, _ => new WayToDesk(() => _desk));

    private Task<RequestTurn> EnterAsync(RequestBudgets process, SmtpAddress mailbox, Waits? waits = null) =>
        Budget(process, mailbox).EnterAsync(mailbox, waits ?? new Waits(_time), Cancel);

    private async Task RefuseAsync(RequestBudgets process, SmtpAddress mailbox, BackOffReach reach, int hint)
    {
        using var turn = await EnterAsync(process, mailbox);
        turn.Answered(new BackOff(reach, TimeSpan.FromMilliseconds(hint), IsBusy: true));
    }

    /// <summary>Until the desk has let the first in.</summary>
    private async Task OpenAsync()
    {
        var first = EnterAsync(_one, Anna);
        await PassAsync(TimeSpan.FromSeconds(3));
        (await first).Dispose();
        await SettleAsync(() => _desk!.UnderWay == 0);
    }

    /// <summary>Time passes by beats of the two processes.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (; time > TimeSpan.Zero; time -= BudgetDesk.Beat)
        {
            _time.Advance(BudgetDesk.Beat);
            await Task.WhenAll(_one.BeatAsync(), _other.BeatAsync());
            await SettleAsync();
        }
    }

    /// <summary>Lets what goes on go on; where something is to come of it, until it has, however busy the machine is.</summary>
    private static async Task SettleAsync(Func<bool>? isThere = null)
    {
        for (var i = 0; i < 50; i++)
        {
            await Task.Yield();
        }

        for (var waited = 0; isThere is not null && !isThere() && waited < 3000; waited++)
        {
            await Task.Delay(10, Cancel);
        }
    }

    /// <summary>To the desk that is open at a moment, if one is.</summary>
    private sealed class WayToDesk(Func<BudgetDesk?> desk) : IBudgetDesk
    {
        public Task<TimeSpan?> EnterAsync(Guid turn, SmtpAddress mailbox, CancellationToken cancellationToken) =>
            desk()?.EnterAsync(turn, mailbox, cancellationToken) ?? Task.FromResult<TimeSpan?>(null);

        public Task LeaveAsync(Guid turn, RequestAnswer? answer) => desk()?.LeaveAsync(turn, answer) ?? Task.CompletedTask;

        public Task<Holds?> BeatAsync(IReadOnlyList<(Guid Turn, SmtpAddress Mailbox)> underWay, Holds known) =>
            desk()?.BeatAsync(underWay, known) ?? Task.FromResult<Holds?>(null);
    }
}
