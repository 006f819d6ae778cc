using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;
using Xunit;

namespace Turnstone.Tests.Connectors;

public class RequestBudgetTests
{
    private static readonly SmtpAddress Anna = SmtpAddress.Parse("anna@new.example");
    private static readonly SmtpAddress Bert = SmtpAddress.Parse("bert@new.example");
    private static readonly ExchangeEndpoint Server = ExchangeEndpoint.Parse("mail.new.example");

    private readonly FakeTimeProvider _time = new();
    private readonly RequestBudgets _budgets;

    public RequestBudgetTests() => _budgets = new RequestBudgets(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5000, 5000)]
    [InlineData(0, 1000)]
    [InlineData(300_000, 300_000)]
    public async Task RefusedAccount_AsksNothing_ForTheLongerOfHintAndOwnCurve(int hint, int expected)
    {
        var budget = Of(Anna);
        await RefuseAsync(budget, Anna, BackOffReach.Budget, hint);

        var next = budget.EnterAsync(Anna, Waits(), Cancel);
        var other = budget.EnterAsync(Bert, Waits(), Cancel);
        await PassAsync(TimeSpan.FromMilliseconds(expected - 1));
        Assert.False(next.IsCompleted || other.IsCompleted);
        await PassAsync(TimeSpan.FromMilliseconds(1));

        await next.WaitAsync(Cancel);
        await other.WaitAsync(Cancel);
    }

    [Fact]
    public async Task OwnCurve_Doubles_UntilSomethingWorks()
    {
        var budget = Of(Anna);
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            await RefuseAsync(budget, Anna, BackOffReach.Budget);
            Assert.Equal(TimeSpan.FromSeconds(seconds), budget.HeldFor(Anna));
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        await AnswerAsync(budget, Anna);
        _time.Advance(TimeSpan.FromSeconds(1));
        await RefuseAsync(budget, Anna, BackOffReach.Budget);

        Assert.Equal(TimeSpan.FromSeconds(1), budget.HeldFor(Anna));
    }

    [Fact]
    public async Task RefusalsOfOneMoment_LengthenTheCurveOnce_AndHalveThePlacesOnce()
    {
        var budget = Of(Anna);
        var together = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => budget.EnterAsync(Anna, Waits(), Cancel)));

        foreach (var turn in together)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            turn.Answered(new BackOff(BackOffReach.Budget, TimeSpan.Zero, IsBusy: true));
            turn.Dispose();
        }

        Assert.Equal(RequestBudget.MostRequests / 2, budget.Limit);
        Assert.InRange(budget.HeldFor(Anna), TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task TroubleOfOneDatabase_LetsOtherMailboxesGoOn()
    {
        var budget = Of(Anna);
        await RefuseAsync(budget, Anna, BackOffReach.Mailbox, 60_000);

        var hers = budget.EnterAsync(Anna, Waits(), Cancel);
        await AnswerAsync(budget, Bert);

        Assert.False(hers.IsCompleted);
    }

    [Fact]
    public async Task BusyServer_HoldsEveryAccountAtIt_AndNoOtherServer()
    {
        await RefuseAsync(Of(Anna, "svc-1"), Anna, BackOffReach.Server, 60_000);

        Assert.Equal(TimeSpan.FromMinutes(1), Of(Bert, "svc-2").HeldFor(Bert));
        Assert.True(_budgets.Of(ExchangeEndpoint.Parse("mail2.new.example"), "svc-1", ExchangeAccess.Delegate, Anna).HeldFor(Anna) <= TimeSpan.Zero);
    }

    [Fact]
    public async Task Impersonation_HasABudgetForEachMailbox()
    {
        var hers = (RequestBudget)_budgets.Of(Server, "svc", ExchangeAccess.Impersonate, Anna);
        await RefuseAsync(hers, Anna, BackOffReach.Budget, 60_000);

        Assert.NotSame(hers, _budgets.Of(Server, "svc", ExchangeAccess.Impersonate, Bert));
        Assert.Same(_budgets.Of(Server, "svc", ExchangeAccess.Delegate, Anna), _budgets.Of(Server, "SVC", ExchangeAccess.Delegate, Bert));
        Assert.True(_budgets.Of(Server, "svc", ExchangeAccess.Impersonate, Bert).HeldFor(Bert) <= TimeSpan.Zero);
    }

    [Fact]
    public async Task WhoeverStandsInLine_IsHeldBackToo()
    {
        var budget = Of(Anna);
        var running = await Task.WhenAll(Enumerable.Range(0, RequestBudget.MostRequests).Select(_ => budget.EnterAsync(Anna, Waits(), Cancel)));
        var inLine = budget.EnterAsync(Bert, Waits(), Cancel);

        running[0].Answered(new BackOff(BackOffReach.Budget, TimeSpan.FromMinutes(5), IsBusy: true));
        foreach (var turn in running)
        {
            turn.Dispose();
        }

        await PassAsync(TimeSpan.FromMinutes(4));
        Assert.False(inLine.IsCompleted);
        await PassAsync(TimeSpan.FromMinutes(1));
        await inLine.WaitAsync(Cancel);
    }

    [Fact]
    public async Task WaitForTheServer_IsTold()
    {
        var budget = Of(Anna);
        var waits = Waits();
        await RefuseAsync(budget, Anna, BackOffReach.Budget, 3_600_000);

        var next = budget.EnterAsync(Bert, waits, Cancel);

        Assert.Equal(new Wait(_time.GetUtcNow().AddHours(1), WaitCause.Destination), waits.Longest);
        await PassAsync(TimeSpan.FromHours(1));
        await next.WaitAsync(Cancel);
        Assert.Null(waits.Longest);
        Assert.Equal(TimeSpan.FromHours(1), waits.Passive);
    }

    [Fact]
    public async Task Places_AreGivenInTheOrderOfAsking_AndGrowByOneEachRound()
    {
        var places = new RequestPlaces(4);
        places.Shrink();
        await places.TakeAsync(Cancel);
        await places.TakeAsync(Cancel);
        Task[] line = [.. Enumerable.Range(0, 3).Select(_ => places.TakeAsync(Cancel))];

        places.Release();
        await line[0].WaitAsync(Cancel);
        Assert.Equal([true, false, false], line.Select(place => place.IsCompleted));

        places.Grow();
        Assert.False(line[1].IsCompleted);
        places.Grow();
        await line[1].WaitAsync(Cancel);
        Assert.Equal(3, places.Limit);
    }

    private static Task RefuseAsync(RequestBudget budget, SmtpAddress mailbox, BackOffReach reach, int hint = 0) =>
        TellAsync(budget, mailbox, new BackOff(reach, TimeSpan.FromMilliseconds(hint), IsBusy: true));

    private static Task AnswerAsync(RequestBudget budget, SmtpAddress mailbox) => TellAsync(budget, mailbox, null);

    private static async Task TellAsync(RequestBudget budget, SmtpAddress mailbox, BackOff? backOff)
    {
        using var turn = await budget.EnterAsync(mailbox, new Waits(TimeProvider.System), Cancel);
        turn.Answered(backOff);
    }

    private Waits Waits() => new(_time);

    private RequestBudget Of(SmtpAddress mailbox, string login = "svc") => (RequestBudget)_budgets.Of(Server, login, ExchangeAccess.Delegate, mailbox);

    /// <summary>Time passes in steps, so that whoever wakes meanwhile can go on waiting.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (var step = TimeSpan.FromMinutes(1); time > TimeSpan.Zero; time -= step)
        {
            step = time < step ? time : step;
            _time.Advance(step);
            for (var i = 0; i < 50; i++)
            {
                await Task.Yield();
            }
        }
    }
}
