using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Mail;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Orders;

/// <summary>Who hears what of orders by mail. Mails stand among the rows of what caused them; where this server sends none, none is written.</summary>
internal sealed class OrderMails(Outbox outbox, ServerSettings settings)
{
    /// <summary>Tells the one who ordered.</summary>
    public async Task TellOrdererAsync(PlaneContext rows, LicenceOrder order, string kind, CancellationToken cancellationToken)
    {
        if (outbox.IsOpen && await rows.Agents.Where(row => row.Id == order.OrderedBy).Select(row => row.Email).SingleOrDefaultAsync(cancellationToken) is { } address)
        {
            await outbox.AddAsync(rows, address, kind, ValuesOf(order));
        }
    }

    /// <summary>Tells those who accept payments, but for the one who ordered.</summary>
    public async Task TellAdministratorsAsync(PlaneContext rows, LicenceOrder order, CancellationToken cancellationToken)
    {
        var administrators = rows.Memberships.Where(row => row.Role == Role.Administrator && row.AgentId != order.OrderedBy);
        var addresses = !outbox.IsOpen ? [] : await rows.Agents
            .Where(row => administrators.Any(member => member.AgentId == row.Id)).OrderBy(row => row.Id).Select(row => row.Email!).ToListAsync(cancellationToken);
        foreach (var address in addresses)
        {
            await outbox.AddAsync(rows, address, MailKinds.OrderToAccept, ValuesOf(order));
        }
    }

    private Dictionary<string, object> ValuesOf(LicenceOrder order)
    {
        var unit = new Money(order.UnitPrice, order.Currency);
        return new Dictionary<string, object>
        {
            ["reference"] = order.Reference,
            ["quantity"] = order.Quantity,
            ["price"] = unit.ToString(),
            ["total"] = unit.Times(order.Quantity).ToString(),
            ["billing"] = $"{order.BillingName}, {order.BillingStreet}, {order.BillingPostalCode} {order.BillingCity}, {order.BillingCountry}",
            ["wire"] = settings.Licensing?.WireDetails ?? "",
            ["reason"] = order.Problem,
        };
    }
}
