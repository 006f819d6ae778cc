using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Turnstone.Server.Requests;

/// <summary>Sweeps keys a minute after the start, and every hour from then on.</summary>
internal sealed partial class RequestKeyHours(KeptRequests kept, TimeProvider time, ILogger<RequestKeyHours> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Between)
        {
            await Task.Delay(wait, time, stoppingToken);
            try
            {
                await kept.SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
            {
                PutOff(e.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeping keys of requests was put off ({Kind})")]
    private partial void PutOff(string kind);
}
