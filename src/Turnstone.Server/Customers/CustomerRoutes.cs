using Turnstone.Client.Customers;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Customers;

internal static class CustomerRoutes
{
    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        var customers = routes.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("/", ([AsParameters] CustomerQuery query, CustomerService service, CancellationToken cancellationToken) => service.ListAsync(query, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListCustomers").WithSummary("Lists customers by name.");
        customers.MapGet("/{customer:guid}", (Guid customer, CustomerService service, CancellationToken cancellationToken) => service.GetAsync(customer, cancellationToken))
            .Needs(Ability.See)
            .WithName("GetCustomer").WithSummary("Shows a customer.");
        customers.MapPost("/", async (CustomerDraft draft, CustomerService service, CancellationToken cancellationToken) =>
            {
                var added = await service.AddAsync(draft, cancellationToken);
                return TypedResults.Created($"/api/v1/customers/{added.Id}", added);
            })
            .Needs(Ability.KeepCustomers)
            .OncePerKey().WithName("AddCustomer").WithSummary("Adds a customer.");
        customers.MapPut("/{customer:guid}", (Guid customer, CustomerDraft draft, CustomerService service, CancellationToken cancellationToken) =>
                service.ChangeAsync(customer, draft, cancellationToken))
            .Needs(Ability.KeepCustomers)
            .WithName("ChangeCustomer").WithSummary("Makes a customer what the request says.");
        customers.MapPost("/{customer:guid}/archive", (Guid customer, CustomerService service, CancellationToken cancellationToken) =>
                service.ArchiveAsync(customer, isArchived: true, cancellationToken))
            .Needs(Ability.KeepCustomers)
            .WithName("ArchiveCustomer").WithSummary("Puts a customer away; nothing of it is lost.");
        customers.MapPost("/{customer:guid}/restore", (Guid customer, CustomerService service, CancellationToken cancellationToken) =>
                service.ArchiveAsync(customer, isArchived: false, cancellationToken))
            .Needs(Ability.KeepCustomers)
            .WithName("RestoreCustomer").WithSummary("Brings a customer back that was put away.");
    }
}
