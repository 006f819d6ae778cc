using Turnstone.Server.Actions;
using Turnstone.Server.Agents;
using Turnstone.Server.Checks;
using Turnstone.Server.Coupons;
using Turnstone.Server.CredentialRequests;
using Turnstone.Server.Customers;
using Turnstone.Server.CustomerUsers;
using Turnstone.Server.CutOver;
using Turnstone.Server.Dashboard;
using Turnstone.Server.Dispatch;
using Turnstone.Server.Dispatch.Grains;
using Turnstone.Server.Endpoints;
using Turnstone.Server.Face;
using Turnstone.Server.Invitations;
using Turnstone.Server.Licences;
using Turnstone.Server.Mail;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Notices;
using Turnstone.Server.OpenId;
using Turnstone.Server.Operations;
using Turnstone.Server.Operations.Logs;
using Turnstone.Server.Operations.Telemetry;
using Turnstone.Server.Orders;
using Turnstone.Server.Passes;
using Turnstone.Server.Passwords;
using Turnstone.Server.Preparation;
using Turnstone.Server.Projects;
using Turnstone.Server.Purging;
using Turnstone.Server.Refusals;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;
using Turnstone.Server.Sessions;
using Turnstone.Server.Setup;
using Turnstone.Server.Statistics;
using Turnstone.Server.Tokens;
using Turnstone.Server.TwoStep;
using Turnstone.Server.Workgroups;
using Turnstone.Storage;
using Turnstone.Storage.Plane;

namespace Turnstone.Server;

/// <summary>The control plane as a program: rows, people, REST. The one place where its rooms meet.</summary>
public static class TurnstoneServer
{
    /// <summary>
    /// A server that is ready to start, its database brought to this version's form. The caller starts, stops and disposes it;
    /// <paramref name="arrange"/> may change what it runs on, such as where it writes its log.
    /// </summary>
    /// <exception cref="NewerPlaneException">The database was written by a newer version; nothing was changed.</exception>
    /// <exception cref="ClusterException">The cluster cannot be joined; the text says why.</exception>
    public static async Task<WebApplication> PrepareAsync(
        ServerSettings settings, TimeProvider time, Action<WebApplicationBuilder> arrange, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(arrange);
        PrivateFolder.Make(settings.DataDirectory);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.Services.AddSingleton(settings).AddSingleton(time).AddSingleton(OpenPlane(settings, time));
        builder.Services.AddSecurity(settings).AddOpenId(settings).AddFace().AddRefusals().AddRequestKeys().AddOperations().AddMail(settings);
        builder.Services.AddAgents().AddScoped<SetupService>().AddScoped<TokenService>().AddScoped<WorkgroupLimit>().AddScoped<WorkgroupService>().AddScoped<ActionService>().AddScoped<CustomerService>();
        builder.Services.AddEndpoints().AddProjects().AddCutOver().AddScoped<PreparationService>().AddScoped<KeptChecks>().AddMailboxes().AddSingleton<MailboxJobs>().AddPurging();
        builder.Services.AddCustomerUsers().AddLicences(settings.Licensing).AddOrders(settings.Licensing).AddScoped<CouponService>().AddScoped<CouponRedemption>();
        builder.Services.AddScoped<PassService>().AddScoped<PassWatch>().AddScoped<PassErrors>().AddScoped<MailboxPassList>().AddScoped<MailboxPlans>();
        builder.Services.AddScoped<StatisticsService>().AddScoped<StatisticsMail>();
        builder.Services.AddScoped<DashboardRows>().AddScoped<DashboardHistory>().AddScoped<DashboardAttention>().AddScoped<DashboardService>();
        builder.Services.AddNotices().AddCredentialRequests();
        builder.AddDispatch(settings);
        builder.AddTelemetry();
        arrange(builder);
        builder.Logging.Apply();

        var app = builder.Build();
        await app.Services.GetRequiredService<PlaneDatabase>().UpgradeAsync(cancellationToken);
        await app.Services.GetRequiredService<MailboxJournals>().UpgradeAsync(cancellationToken);
        await (app.Services.GetService<Cluster>()?.FindAsync(cancellationToken) ?? Task.CompletedTask);
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler().UseStatusCodePages(PageTroubles.TellAsync).UseAuthentication().UseRateLimiter().UseAuthorization().UseMiddleware<RequestKeys>();
        app.UseFace();
        app.MapOperations();
        var api = app.MapGroup("/api/v1");
        api.MapSetup();
        api.MapSession();
        api.MapOpenId();
        api.MapTokens();
        api.MapTwoStep();
        api.MapPasswords();
        api.MapAgents();
        api.MapInvitations();
        api.MapWorkgroups();
        api.MapActions();
        api.MapCustomers();
        api.MapCustomerUsers();
        api.MapLicences();
        api.MapOrders();
        api.MapCoupons();
        api.MapEndpoints();
        api.MapProjects();
        api.MapCutOver();
        api.MapPreparation();
        api.MapRunbook();
        api.MapChecks();
        api.MapMailboxes();
        api.MapPasses();
        api.MapStatistics();
        api.MapDashboard();
        api.MapNotices();
        api.MapCredentialRequests();
        app.MapCredentialPage();
        app.MapOpenDoor(settings.OpenDoor);
        app.MapFace();
        return app;
    }

    private static PlaneDatabase OpenPlane(ServerSettings settings, TimeProvider time) =>
        settings.Postgres is { } connection ? PlaneDatabase.OnPostgres(connection, time) : PlaneDatabase.InDirectory(settings.DataDirectory, time);
}
