using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Orders;
using Turnstone.Server.Licences;
using Turnstone.Server.Mail;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;
using OrderState = Turnstone.Storage.Licences.OrderState;
using PaymentMethod = Turnstone.Storage.Licences.PaymentMethod;

namespace Turnstone.Server.Orders;

/// <summary>Orders of a workgroup, from their summary to their payment. What was somebody else's a moment before is refused, and nothing is done.</summary>
internal sealed partial class OrderService(
    Workspace workspace, OrderMap map, OrderRules rules, OrderMails mails, OrderRelease release, ServerSettings settings, IServiceProvider services, TimeProvider time)
{
    // No letters that people take for digits: they read it to their bank.
    private const string ReferenceLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Those that were asked for, the newest first.</summary>
    public async Task<Paged<OrderInfo>> ListAsync(OrderQuery query, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = rows.LicenceOrders.AsNoTracking();
        if (query.State is { } word)
        {
            var state = (OrderState)word.Value;
            found = found.Where(row => row.State == state);
        }

        var total = await found.CountAsync(cancellationToken);
        var items = await found.OrderByDescending(row => row.Created).ThenByDescending(row => row.Id).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        return new Paged<OrderInfo>([.. items.Select(map.InfoOf)], total);
    }

    /// <summary>One of them.</summary>
    public async Task<OrderInfo> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return map.InfoOf(await FindAsync(rows, id, cancellationToken));
    }

    /// <summary>Makes one up.</summary>
    /// <exception cref="Refusal">This server does not meter.</exception>
    public async Task<OrderInfo> AddAsync(OrderDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var price = Licensing().UnitPrice;
        var row = new LicenceOrder
        {
            Reference = $"TS-{RandomNumberGenerator.GetString(ReferenceLetters, 8)}",
            Quantity = draft.Quantity,
            UnitPrice = price.Minor,
            Currency = price.Currency,
            OrderedBy = workspace.Caller.AgentId,
            Created = time.GetUtcNow(),
            BillingName = "",
            BillingStreet = "",
            BillingPostalCode = "",
            BillingCity = "",
            BillingCountry = "",
        };
        Fill(row, draft);
        rows.Add(row);
        await rows.SaveChangesAsync(cancellationToken);
        return map.InfoOf(row);
    }

    /// <summary>Makes one that was not placed what the draft says, at today's price.</summary>
    public Task<OrderInfo> ChangeAsync(Guid id, OrderDraft draft, CancellationToken cancellationToken) => ChangeAsync(id, (_, row) =>
    {
        Require(row, "changed", OrderState.Draft);
        var price = Licensing().UnitPrice;
        (row.UnitPrice, row.Currency) = (price.Minor, price.Currency);
        Fill(row, draft);
        return Task.CompletedTask;
    }, cancellationToken);

    /// <summary>Gives one up that is not paid.</summary>
    public Task<OrderInfo> CancelAsync(Guid id, CancellationToken cancellationToken) => ChangeAsync(id, (_, row) =>
    {
        Require(row, "cancelled", OrderState.Draft, OrderState.AwaitingPayment);
        (row.State, row.Settled) = (OrderState.Cancelled, time.GetUtcNow());
        return Task.CompletedTask;
    }, cancellationToken);

    /// <summary>Says that its transfer has come.</summary>
    public Task<OrderInfo> AcceptAsync(Guid id, CancellationToken cancellationToken) => ChangeAsync(id, (rows, row) =>
    {
        Require(row, "accepted", OrderState.AwaitingPayment);
        return release.AddAsync(rows, row, cancellationToken);
    }, cancellationToken);

    /// <summary>Says that its transfer is not accepted, and why.</summary>
    public Task<OrderInfo> RefuseAsync(Guid id, OrderRefusal refusal, CancellationToken cancellationToken) => ChangeAsync(id, (rows, row) =>
    {
        Require(row, "refused", OrderState.AwaitingPayment);
        (row.State, row.Settled, row.Problem) = (OrderState.Refused, time.GetUtcNow(), refusal.Reason.Trim());
        return mails.TellOrdererAsync(rows, row, MailKinds.OrderRefused, cancellationToken);
    }, cancellationToken);

    private async Task<OrderInfo> ChangeAsync(Guid id, Func<PlaneContext, LicenceOrder, Task> change, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var row = await FindAsync(rows, id, cancellationToken);
        await change(rows, row);
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || PlaneDatabase.IsDuplicate(e))
        {
            // PostgreSQL says of two who release an order at once that its pack is there, before it comes to where the order stands.
            throw Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Somebody else changed it meanwhile: read it again.");
        }

        return map.InfoOf(row);
    }

    private LicensingSettings Licensing() => settings.Licensing
        ?? throw Refusal.Conflict(RefusalCodes.LicenceNotMetered, "This server does not meter: passes need no licences, and there are none to buy.");

    private static void Require(LicenceOrder row, string what, params OrderState[] states)
    {
        if (!states.Contains(row.State))
        {
            throw Refusal.Conflict(RefusalCodes.OrderState, $"The order {row.Reference} {Stands(row.State)}: it cannot be {what}.");
        }
    }

    private static string Stands(OrderState state) => state switch
    {
        OrderState.Draft => "was not placed yet",
        OrderState.AwaitingPayment => "waits for its transfer",
        OrderState.Processing => "is just being paid by card",
        OrderState.Paid => "is paid",
        OrderState.Refused => "was refused",
        OrderState.Cancelled => "was cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static void Fill(LicenceOrder row, OrderDraft draft)
    {
        row.Quantity = draft.Quantity;
        row.BillingName = draft.Billing.Name.Trim();
        row.BillingStreet = draft.Billing.Street.Trim();
        row.BillingPostalCode = draft.Billing.PostalCode.Trim();
        row.BillingCity = draft.Billing.City.Trim();
        row.BillingCountry = draft.Billing.Country.Trim();
    }

    private static async Task<LicenceOrder> FindAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await rows.LicenceOrders.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("order");
}
