using Turnstone.Client.CustomerUsers;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Licences;

internal static class LicenceRoutes
{
    public static void MapLicences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/licences", (LicenceOverviewService service, CancellationToken cancellationToken) => service.ReadAsync(cancellationToken))
            .WithTags("Licences").Needs(Ability.See)
            .WithName("GetLicences").WithSummary("Says how the workgroup stands with licences, and whether this server meters.");
        routes.MapGet("/licences/applied", ([AsParameters] AppliedLicenceQuery query, AppliedLicenceService service, CancellationToken cancellationToken) => service.ListAsync(query, cancellationToken))
            .WithTags("Licences").Needs(Ability.See)
            .WithName("ListAppliedLicences").WithSummary("Lists who has licences of the workgroup's or used them up, those applied last first.");
        routes.MapGet("/projects/{project:guid}/licences", (Guid project, LicenceOverviewService service, CancellationToken cancellationToken) => service.NeedAsync(project, cancellationToken))
            .WithTags("Licences").Needs(Ability.See)
            .WithName("GetLicenceNeed").WithSummary("Says what full passes and pre-stages over a project's mailboxes would take.");
        var ofCustomer = routes.MapGroup("/customers/{customer:guid}/licences").WithTags("Licences");
        ofCustomer.MapPost("/apply", (Guid customer, CustomerUserSelection selection, LicenceService service, CancellationToken cancellationToken) =>
                service.ApplyAsync(customer, selection, cancellationToken))
            .Needs(Ability.KeepCustomers)
            .OncePerKey().WithName("ApplyLicences").WithSummary("Applies a licence to each of the people who has none: to all or nobody.");
        ofCustomer.MapPost("/remove", (Guid customer, CustomerUserSelection selection, LicenceService service, CancellationToken cancellationToken) =>
                service.RemoveAsync(customer, selection, cancellationToken))
            .Needs(Ability.KeepCustomers)
            .OncePerKey().WithName("RemoveLicences").WithSummary("Takes unused licences back: from all or nobody.");
    }
}
