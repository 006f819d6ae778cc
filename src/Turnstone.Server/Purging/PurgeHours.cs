using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Turnstone.Server.Purging;

/// <summary>Purges a minute after the start and every six hours from then on.</summary>
internal sealed partial class PurgeHours(Purge purge, TimeProvider time, ILogger<PurgeHours> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Between = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Between)
        {
            await Task.Delay(wait, time, stoppingToken);
            try
            {
                await purge.RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException)
            {
                // The database may be away for a while; what is due now is due later as well.
                LogPutOff(e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Clearing unused credentials was put off: {Reason}")]
    private partial void LogPutOff(string reason);
}
