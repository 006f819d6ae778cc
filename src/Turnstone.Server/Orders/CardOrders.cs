using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Mail;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Orders;

/// <summary>
/// Brings orders to their end that are being paid by card. What is to be charged is saved before anything is sent, so a server that dies, or a reply
/// that is lost, leaves an order that is asked for again under the same key. Several processes may do so at once: one of them settles it.
/// </summary>
internal sealed class CardOrders(PlaneDatabase plane, CardPayments payments, OrderRelease release, OrderMails mails, TimeProvider time)
{
    /// <summary>How long a key surely holds: Stripe forgets it after a day at the earliest, and would charge anew.</summary>
    private static readonly TimeSpan KeyHolds = TimeSpan.FromHours(20);

    /// <summary>Goes on with every order that is being paid.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        List<LicenceOrder> orders;
        await using (var rows = plane.Open(new PlaneScope.House()))
        {
            orders = await rows.LicenceOrders.AsNoTracking().Where(row => row.State == OrderState.Processing).OrderBy(row => row.Placed).ToListAsync(cancellationToken);
        }

        foreach (var order in orders)
        {
            await SettleAsync(order, await AskAsync(order, cancellationToken), isAwaited: false, cancellationToken);
        }
    }

    /// <summary>Charges an order that was saved as being paid a moment ago; whoever placed it waits for the answer.</summary>
    public async Task ChargeAsync(LicenceOrder order, CancellationToken cancellationToken) =>
        await SettleAsync(order, await payments.ChargeAsync(order, isFirst: true, cancellationToken), isAwaited: true, cancellationToken);

    private Task<CardAnswer> AskAsync(LicenceOrder order, CancellationToken cancellationToken) =>
        order.PaymentId is { } payment ? payments.LookAsync(payment, cancellationToken)
        : time.GetUtcNow() - order.Placed < KeyHolds ? payments.ChargeAsync(order, isFirst: false, cancellationToken)
        : payments.FindAsync(order, cancellationToken);

    private async Task SettleAsync(LicenceOrder asked, CardAnswer answer, bool isAwaited, CancellationToken cancellationToken)
    {
        await using var rows = plane.Open(new PlaneScope.Of(asked.WorkgroupId));
        var order = await rows.LicenceOrders.SingleAsync(row => row.Id == asked.Id, cancellationToken);
        if (order.State != OrderState.Processing || order.CardAttempts != asked.CardAttempts)
        {
            return;
        }

        switch (answer)
        {
            case CardAnswer.Paid paid:
                (order.PaymentId, order.Card) = (paid.PaymentId, null);
                await release.AddAsync(rows, order, cancellationToken);
                break;
            case CardAnswer.Pending pending:
                order.PaymentId = pending.PaymentId;
                break;
            case CardAnswer.Declined declined:
                (order.State, order.PaymentId, order.Card, order.Problem) = (OrderState.Draft, null, null, declined.Reason[..Math.Min(1000, declined.Reason.Length)]);
                if (!isAwaited)
                {
                    await mails.TellOrdererAsync(rows, order, MailKinds.OrderDeclined, cancellationToken);
                }

                break;
            case CardAnswer.Unknown:
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(answer), answer, null);
        }

        await SaveAsync(rows, cancellationToken);
    }

    private static async Task SaveAsync(PlaneContext rows, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || PlaneDatabase.IsDuplicate(e))
        {
            // Another process asked at the same time and was first; it was told the same.
        }
    }
}
