using Turnstone.Server.Security;

namespace Turnstone.Server.Dashboard;

internal static class DashboardRoutes
{
    public static void MapDashboard(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/dashboard", (DashboardService service, CancellationToken cancellationToken) => service.ReadAsync(cancellationToken))
            .WithTags("Dashboard").Needs(Ability.See)
            .WithName("GetDashboard").WithSummary("Says at a glance how the projects stand that the caller sees, and what needs attention, the worst first.");
}
