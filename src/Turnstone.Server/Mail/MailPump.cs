using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Turnstone.Server.Mail;

/// <summary>Has mails that are due written and sent, for as long as the server runs.</summary>
internal sealed partial class MailPump(MailSender sender, IEnumerable<IDueMails> due, TimeProvider time, ILogger<MailPump> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tidying = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset tidied = default;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var mails in due)
                {
                    await mails.WriteAsync(stoppingToken);
                }

                await sender.SendDueAsync(stoppingToken);
                if (time.GetUtcNow() - tidied > Tidying)
                {
                    await sender.TidyAsync(stoppingToken);
                    foreach (var mails in due)
                    {
                        await mails.TidyAsync(stoppingToken);
                    }

                    tidied = time.GetUtcNow();
                }
            }
            catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
            {
                // A database that does not answer for a while stops no mail for good.
                RoundFailed(e);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for mails to send failed")]
    private partial void RoundFailed(Exception exception);
}
