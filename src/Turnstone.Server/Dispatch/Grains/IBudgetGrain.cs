using Turnstone.Connectors.Exchange;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>The desk of one account's budget at one server (<see cref="IBudgetDesk"/>), wherever it stands.</summary>
internal interface IBudgetGrain : IGrainWithStringKey
{
    /// <summary>As <see cref="IBudgetDesk.EnterAsync"/>.</summary>
    Task<TimeSpan> EnterAsync(Guid turn, string mailbox, CancellationToken cancellationToken);

    /// <summary>As <see cref="IBudgetDesk.LeaveAsync"/>.</summary>
    Task LeaveAsync(Guid turn, bool isAnswered, ToldBackOff? backOff);

    /// <summary>As <see cref="IBudgetDesk.BeatAsync"/>: how long the server is held, and the budget.</summary>
    Task<(TimeSpan Server, TimeSpan Budget)> BeatAsync(List<(Guid Turn, string Mailbox)> underWay, TimeSpan server, TimeSpan budget);
}
