using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Turnstone.Server.Orders;

/// <summary>Goes on with orders that are being paid by card, for as long as the server runs.</summary>
internal sealed partial class CardPump(CardOrders orders, TimeProvider time, ILogger<CardPump> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ResumeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is not known yet is asked for when the server starts again.
        }
    }

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await orders.ResumeAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
        {
            RoundFailed(e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Orders that are being paid could not be looked at ({Kind}); they are looked at again")]
    private partial void RoundFailed(string kind);
}
