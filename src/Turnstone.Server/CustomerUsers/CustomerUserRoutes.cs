using Turnstone.Client.CustomerUsers;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.CustomerUsers;

internal static class CustomerUserRoutes
{
    public static void MapCustomerUsers(this IEndpointRouteBuilder routes)
    {
        var many = routes.MapGroup("/customers/{customer:guid}/users").WithTags("Customer users");
        many.MapGet("/", (Guid customer, [AsParameters] CustomerUserQuery query, CustomerUserService service, CancellationToken cancellationToken) =>
                service.ListAsync(customer, query, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListCustomerUsers").WithSummary("Lists a customer's people by address.");
        many.MapPost("/", async (Guid customer, CustomerUserDraft draft, CustomerUserService service, CancellationToken cancellationToken) =>
            {
                var added = await service.AddAsync(customer, draft, cancellationToken);
                return TypedResults.Created($"/api/v1/customer-users/{added.Id}", added);
            })
            .Needs(Ability.KeepCustomers)
            .OncePerKey().WithName("AddCustomerUser").WithSummary("Adds a person to a customer.");
        many.MapPost("/import", (Guid customer, HttpRequest request, [AsParameters] CustomerUserImportQuery query, CustomerUserImport import, CancellationToken cancellationToken) =>
                import.RunAsync(customer, request.Body, query, cancellationToken))
            .Accepts<string>("text/csv")
            .Needs(Ability.KeepCustomers)
            .OncePerKey().WithName("ImportCustomerUsers").WithSummary("Adds the people of a list: all of them, or none and every fault at once.");
        MapOne(routes.MapGroup("/customer-users/{customerUser:guid}").WithTags("Customer users"));
        routes.MapPost("/projects/{project:guid}/mailboxes/from-users", (Guid project, MailboxesFromUsersDraft draft, MailboxesFromUsers service, CancellationToken cancellationToken) =>
                service.AddAsync(project, draft, cancellationToken))
            .WithTags("Mailboxes")
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("AddMailboxesFromUsers").WithSummary("Adds mailboxes of the customer's people to a project.");
    }

    private static void MapOne(RouteGroupBuilder one)
    {
        one.MapGet("/", (Guid customerUser, CustomerUserService service, CancellationToken cancellationToken) => service.GetAsync(customerUser, cancellationToken))
            .Needs(Ability.See)
            .WithName("GetCustomerUser").WithSummary("Shows a person.");
        one.MapPut("/", (Guid customerUser, CustomerUserDraft draft, CustomerUserService service, CancellationToken cancellationToken) =>
                service.ChangeAsync(customerUser, draft, cancellationToken))
            .Needs(Ability.KeepCustomers)
            .WithName("ChangeCustomerUser").WithSummary("Makes a person what the request says; mailboxes and licences stay theirs.");
        one.MapDelete("/", async (Guid customerUser, CustomerUserService service, CancellationToken cancellationToken) =>
            {
                await service.DeleteAsync(customerUser, cancellationToken);
                return TypedResults.NoContent();
            })
            .Needs(Ability.KeepCustomers)
            .WithName("DeleteCustomerUser").WithSummary("Removes a person; their mailboxes stay, and an unused licence goes back.");
    }
}
