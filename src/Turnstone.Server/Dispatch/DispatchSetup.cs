using System.Globalization;
using Turnstone.Connectors.Exchange;
using Turnstone.Server.Dispatch.Grains;
using Turnstone.Storage;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Dispatch;

internal static class DispatchSetup
{
    public static void AddDispatch(this WebApplicationBuilder builder, ServerSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton<RunningPasses>().AddSingleton<Bell>().AddSingleton<WaitingPasses>().AddSingleton<PassResults>().AddSingleton<PassRunner>().AddSingleton<PassSwitch>();
        services.AddSingleton<LocalPasses>().AddSingleton<IPassJobs>(provider => provider.GetRequiredService<LocalPasses>());
        services.AddSingleton<ProjectQueues>().AddSingleton<IProjectQueues>(provider => provider.GetRequiredService<ProjectQueues>());
        services.AddSingleton<IMailboxOpener, MailboxOpener>();
        services.AddSingleton(provider => new RequestBudgets(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => OpenJournals(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PassLeases(provider.GetRequiredService<PlaneDatabase>(), ProcessName(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Heart>().AddSingleton<Dispatcher>();
        if (settings.RunsPasses)
        {
            builder.AddGrains(settings);

            // Stopped in the reverse order: passes are given back while the process still shows that it lives.
            services.AddHostedService(provider => provider.GetRequiredService<Heart>());
            services.AddHostedService(provider => provider.GetRequiredService<Dispatcher>());
        }
    }

    // Where the rows are, so that whoever reaches those can carry on with a mailbox.
    private static MailboxJournals OpenJournals(ServerSettings settings, TimeProvider time) =>
        settings.Postgres is { } connection ? MailboxJournals.OnPostgres(connection, time) : MailboxJournals.InDirectory(settings.DataDirectory, time);

    // A process's number is given again after a restart, and machines may be called alike.
    private static string ProcessName() =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");
}
