using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
    public static async Task<int> RunAsync(ServerSettings settings, ServingOptions options, Shell shell, CancellationToken cancellationToken)
    {
        MakeRoom(settings.MostPasses);
        try
        {
            await using var server = await TurnstoneServer.PrepareAsync(settings, shell.Time, builder => Arrange(builder, options), cancellationToken);
            await server.StartAsync(cancellationToken);
            shell.Out.WriteLine($"Serving at {string.Join(", ", server.Urls)}; data in {settings.DataDirectory}");
            if (await FirstStart.SetupLinkAsync(server, cancellationToken) is { } link)
            {
                shell.Out.WriteLine($"Nobody has set this server up yet. Open this link, once: {link}");
            }

            shell.Out.WriteLine("ready");
            await shell.Out.FlushAsync(cancellationToken);
            await StopAsync(server, options.Drain, cancellationToken);
            return ExitStatus.Fine;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop while it started.
            return ExitStatus.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException or NewerPlaneException or ClusterException or NpgsqlException or InvalidOperationException)
        {
            shell.Error.WriteLine($"The server did not start: {VisibleText.Of(e.Message)}");
            return ExitStatus.WrongUse;
        }
    }

    /// <summary>
    /// A thread for each pass: SQLite works in the calling thread, so that a hundred journals which wait for the disk hold a hundred of them. The pool
    /// adds but one or two a second by itself, and by then servers have closed connections that nobody answered.
    /// </summary>
    private static void MakeRoom(int passes)
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(workers + passes, ports);
    }

    /// <summary>Waits until somebody asks for the end: a signal, or the system's manager of services.</summary>
    private static async Task StopAsync(WebApplication server, TimeSpan drain, CancellationToken cancellationToken)
    {
        var asked = new TaskCompletionSource();
        await using var signalled = cancellationToken.Register(() => asked.TrySetResult());
        await using var managed = server.Lifetime.ApplicationStopping.Register(() => asked.TrySetResult());
        await asked.Task;
        await ServerDrain.StopAsync(server, drain, CancellationToken.None);
    }

    // Where neither of the two started it, both do nothing.
    private static void Arrange(WebApplicationBuilder builder, ServingOptions options)
    {
        builder.Services.AddSystemd().AddWindowsService(service => service.ServiceName = "Turnstone");
        ServerLog.Configure(builder.Logging, options.Log, options.LeastLevel);
    }
}
