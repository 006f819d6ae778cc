using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Npgsql;
using Turnstone.Engine.Reporting;
using Turnstone.Server;
using Turnstone.Server.Setup;
using Turnstone.Storage.Plane;

namespace Turnstone.Cli.Serving;

/// <summary>Runs the control plane until it is asked to stop.</summary>
internal static class ServeHost
{
    /// <summary>Says where it serves and, on a fresh database, the set-up link; then "ready" on a line of its own.</summary>
    public static async Task<int> RunAsync(ServerSettings settings, Shell shell, CancellationToken cancellationToken)
    {
        try
        {
            await using var server = await TurnstoneServer.PrepareAsync(settings, shell.Time, Arrange, cancellationToken);
            await server.StartAsync(cancellationToken);
            shell.Out.WriteLine($"Serving at {string.Join(", ", server.Urls)}; data in {settings.DataDirectory}");
            if (await FirstStart.SetupLinkAsync(server, cancellationToken) is { } link)
            {
                shell.Out.WriteLine($"Nobody has set this server up yet. Open this link, once: {link}");
            }

            shell.Out.WriteLine("ready");
            await shell.Out.FlushAsync(cancellationToken);
            await StopAsync(server, cancellationToken);
            return ExitStatus.Fine;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop while it started.
            return ExitStatus.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException or NewerPlaneException or NpgsqlException or InvalidOperationException)
        {
            shell.Error.WriteLine($"The server did not start: {VisibleText.Of(e.Message)}");
            return ExitStatus.WrongUse;
        }
    }

    private static async Task StopAsync(WebApplication server, CancellationToken cancellationToken)
    {
        var asked = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(asked.SetResult);
        await asked.Task;
        await server.StopAsync(CancellationToken.None);
    }

    private static void Arrange(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
    }
}
