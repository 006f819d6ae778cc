using Turnstone.Client.Orders;
using Turnstone.Server.Mail;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Licences;
using OrderState = Turnstone.Storage.Licences.OrderState;
using PaymentMethod = Turnstone.Storage.Licences.PaymentMethod;

namespace Turnstone.Server.Orders;

internal sealed partial class OrderService
{
    /// <summary>Places one. By card it is paid with this call, or its state says that nobody knows yet, which then is found out by itself.</summary>
    /// <exception cref="Refusal">It was placed, cannot be paid so, or the card was declined: then it is as it was before.</exception>
    public async Task<OrderInfo> PlaceAsync(Guid id, PlaceDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Method == Client.Orders.PaymentMethod.Wire)
        {
            return await ChangeAsync(id, (rows, row) => PlaceByWireAsync(rows, row, cancellationToken), cancellationToken);
        }

        LicenceOrder? placed = null;
        await ChangeAsync(id, (_, row) =>
        {
            Begin(row, draft.Card);
            placed = row;
            return Task.CompletedTask;
        }, cancellationToken);

        // From here on to the end, whoever placed it stays or goes: the card may be charged.
        await services.GetRequiredService<CardOrders>().ChargeAsync(placed!, CancellationToken.None);
        var order = await GetAsync(id, CancellationToken.None);
        return order is { State: Client.Orders.OrderState.Draft, Problem.Length: > 0 }
            ? throw Refusal.Conflict(RefusalCodes.OrderCardDeclined, order.Problem, "card")
            : order;
    }

    private async Task PlaceByWireAsync(Storage.Plane.PlaneContext rows, LicenceOrder row, CancellationToken cancellationToken)
    {
        RequirePayable(row, PaymentMethod.Wire, RefusalCodes.OrderWireTooFew);
        (row.State, row.Method, row.Placed, row.Problem) = (OrderState.AwaitingPayment, PaymentMethod.Wire, time.GetUtcNow(), "");
        await mails.TellOrdererAsync(rows, row, MailKinds.OrderPlaced, cancellationToken);
        await mails.TellAdministratorsAsync(rows, row, cancellationToken);
    }

    private void Begin(LicenceOrder row, string? card)
    {
        RequirePayable(row, PaymentMethod.Card, RefusalCodes.OrderCard);
        if (string.IsNullOrWhiteSpace(card))
        {
            throw Refusal.Wrong(RefusalCodes.OrderCard, "Name the card as the payment provider's form named it (pm_…).", "card");
        }

        (row.State, row.Method, row.Placed, row.Problem) = (OrderState.Processing, PaymentMethod.Card, time.GetUtcNow(), "");
        (row.Card, row.PaymentId, row.CardAttempts) = (card.Trim(), null, row.CardAttempts + 1);
    }

    private void RequirePayable(LicenceOrder row, PaymentMethod method, string code)
    {
        Require(row, "placed", OrderState.Draft);
        if (rules.Obstacle(row, method) is { } obstacle)
        {
            throw Refusal.Conflict(code, obstacle, "method");
        }
    }
}
