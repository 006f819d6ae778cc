using Orleans.Concurrency;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Keeps a desk. Whoever stands in line there holds up nobody else.</summary>
[Reentrant]
internal sealed class BudgetGrain(TimeProvider time) : Grain, IBudgetGrain
{
    private readonly BudgetDesk _desk = new(time);

    public async Task<TimeSpan> EnterAsync(Guid turn, string mailbox, CancellationToken cancellationToken) =>
        await _desk.EnterAsync(turn, SmtpAddress.Parse(mailbox), cancellationToken) ?? throw new InvalidOperationException("A desk always reaches itself.");

    public Task LeaveAsync(Guid turn, bool isAnswered, ToldBackOff? backOff) =>
        _desk.LeaveAsync(turn, isAnswered ? new RequestAnswer(backOff?.ToBackOff()) : null);

    public async Task<(TimeSpan Server, TimeSpan Budget)> BeatAsync(List<(Guid Turn, string Mailbox)> underWay, TimeSpan server, TimeSpan budget)
    {
        var held = await _desk.BeatAsync([.. underWay.Select(entry => (entry.Turn, SmtpAddress.Parse(entry.Mailbox)))], new Holds(server, budget));
        return (held!.Value.Server, held.Value.Budget);
    }
}
