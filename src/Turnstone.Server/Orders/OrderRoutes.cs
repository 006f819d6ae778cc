using Turnstone.Client.Orders;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Orders;

internal static class OrderRoutes
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders").WithTags("Orders");
        orders.MapGet("/", ([AsParameters] OrderQuery query, OrderService service, CancellationToken cancellationToken) => service.ListAsync(query, cancellationToken))
            .Needs(Ability.BuyLicences)
            .WithName("ListOrders").WithSummary("Lists orders, the newest first.");
        orders.MapPost("/", async (OrderDraft draft, OrderService service, CancellationToken cancellationToken) =>
            {
                var added = await service.AddAsync(draft, cancellationToken);
                return TypedResults.Created($"/api/v1/orders/{added.Id}", added);
            })
            .Needs(Ability.BuyLicences)
            .OncePerKey().WithName("AddOrder").WithSummary("Makes up an order and shows its summary; nothing is owed before it is placed.");
        MapOne(orders.MapGroup("/{order:guid}"));
    }

    private static void MapOne(RouteGroupBuilder one)
    {
        one.MapGet("/", (Guid order, OrderService service, CancellationToken cancellationToken) => service.GetAsync(order, cancellationToken))
            .Needs(Ability.BuyLicences)
            .WithName("GetOrder").WithSummary("Shows an order.");
        one.MapPut("/", (Guid order, OrderDraft draft, OrderService service, CancellationToken cancellationToken) => service.ChangeAsync(order, draft, cancellationToken))
            .Needs(Ability.BuyLicences)
            .WithName("ChangeOrder").WithSummary("Makes an order that was not placed what the request says.");
        one.MapPost("/place", (Guid order, PlaceDraft draft, OrderService service, CancellationToken cancellationToken) => service.PlaceAsync(order, draft, cancellationToken))
            .Needs(Ability.BuyLicences)
            .OncePerKey().WithName("PlaceOrder").WithSummary("Places an order, to be paid by card at once or by wire transfer.");
        one.MapPost("/cancel", (Guid order, OrderService service, CancellationToken cancellationToken) => service.CancelAsync(order, cancellationToken))
            .Needs(Ability.BuyLicences)
            .OncePerKey().WithName("CancelOrder").WithSummary("Gives up an order that is not paid.");
        one.MapPost("/accept", (Guid order, OrderService service, CancellationToken cancellationToken) => service.AcceptAsync(order, cancellationToken))
            .Needs(Ability.KeepBilling)
            .OncePerKey().WithName("AcceptOrder").WithSummary("Says that an order's transfer has come: its licences are there.");
        one.MapPost("/refuse", (Guid order, OrderRefusal refusal, OrderService service, CancellationToken cancellationToken) => service.RefuseAsync(order, refusal, cancellationToken))
            .Needs(Ability.KeepBilling)
            .OncePerKey().WithName("RefuseOrder").WithSummary("Says that an order's transfer is not accepted, and why.");
    }
}
