using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>The way to a budget's desk. A desk that is not reached stops nobody: its process may be gone and not yet be known to be.</summary>
internal sealed class GrainBudgetDesk(IGrainFactory grains, BudgetKey key, TimeProvider time) : IBudgetDesk
{
    // Longer than a desk lets somebody stand in line before it answers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Accounts and mailboxes have no place in what a runtime may log.
    private readonly IBudgetGrain _grain = grains.GetGrain<IBudgetGrain>(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Server}\n{key.Account}\n{key.Mailbox}"))));

    public Task<TimeSpan?> EnterAsync(Guid turn, SmtpAddress mailbox, CancellationToken cancellationToken) =>
        ReachAsync(async () => (TimeSpan?)await _grain.EnterAsync(turn, mailbox.Value, cancellationToken).WaitAsync(Patience, time, cancellationToken));

    public Task LeaveAsync(Guid turn, RequestAnswer? answer) => ReachAsync(async () =>
    {
        await _grain.LeaveAsync(turn, answer is not null, ToldBackOff.Of(answer?.BackOff)).WaitAsync(Patience, time);
        return (bool?)true;
    });

    public Task<Holds?> BeatAsync(IReadOnlyList<(Guid Turn, SmtpAddress Mailbox)> underWay, Holds known) => ReachAsync(async () =>
    {
        var (server, budget) = await _grain.BeatAsync([.. underWay.Select(entry => (entry.Turn, entry.Mailbox.Value))], known.Server, known.Budget).WaitAsync(Patience, time);
        return (Holds?)new Holds(server, budget);
    });

    private static async Task<T?> ReachAsync<T>(Func<Task<T?>> call)
        where T : struct
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or InvalidOperationException)
        {
            return null;
        }
    }
}
