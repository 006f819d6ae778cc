using Turnstone.Connectors.Exchange;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Shows the desks of shared budgets each second that this process lives.</summary>
internal sealed class BudgetBeat(RequestBudgets budgets, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BudgetDesk.Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // Not waited for: a desk that answers late is no reason to be silent at the others.
                _ = budgets.BeatAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server leaves; its passes have been given back by then.
        }
    }
}
