using Turnstone.Server.Mail;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Orders;

/// <summary>What happens when an order is paid.</summary>
internal sealed class OrderRelease(OrderMails mails, TimeProvider time)
{
    /// <summary>Makes it paid, its licences there and its mail written; all of it is saved with the rows, or nothing.</summary>
    public async Task AddAsync(PlaneContext rows, LicenceOrder order, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        (order.State, order.Settled, order.Problem) = (OrderState.Paid, now, "");
        rows.Add(new LicencePack { Label = $"Order {order.Reference}", OrderId = order.Id, Purchased = order.Quantity, Created = now, Expires = now.AddYears(1) });
        await mails.TellOrdererAsync(rows, order, MailKinds.OrderPaid, cancellationToken);
    }
}
