using Turnstone.Server.Operations;

namespace Turnstone.Server;

/// <summary>How a server leaves: it says so, serves on for a while, and then lets its passes go.</summary>
public static class ServerDrain
{
    /// <summary>
    /// Stops a server that runs. <c>/health/ready</c> answers 503 at once; for <paramref name="lead"/> it serves on, so that who spreads requests over several
    /// servers notices before any is refused; then passes under way record what is in flight and are given back. Whoever has <paramref name="hurry"/> cuts the wait short.
    /// </summary>
    public static async Task StopAsync(WebApplication server, TimeSpan lead, CancellationToken hurry)
    {
        ArgumentNullException.ThrowIfNull(server);
        server.Services.GetRequiredService<Readiness>().Leave();
        if (lead > TimeSpan.Zero)
        {
            await Task.Delay(lead, server.Services.GetRequiredService<TimeProvider>(), hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await server.StopAsync(CancellationToken.None);
    }
}
