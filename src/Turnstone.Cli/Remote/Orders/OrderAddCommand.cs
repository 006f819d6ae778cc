using System.CommandLine;
using System.Globalization;
using Turnstone.Cli.Commands;
using Turnstone.Client.Orders;

namespace Turnstone.Cli.Remote.Orders;

/// <summary><c>turnstone licence order add</c>.</summary>
internal sealed class OrderAddCommand : RemoteCommand
{
    private readonly Argument<string?> _quantity;
    private readonly Option<string?> _name;
    private readonly Option<string?> _street;
    private readonly Option<string?> _postalCode;
    private readonly Option<string?> _city;
    private readonly Option<string?> _country;

    public OrderAddCommand()
        : base("add", "Makes up an order of licences and shows its summary. Nothing is owed before it is placed.")
    {
        _quantity = AddWord("quantity", "How many.");
        _name = Add("--name", "text", "Who the bill is made out to: company or person.");
        _street = Add("--street", "text", "Their street and number.");
        _postalCode = Add("--postal-code", "text", "Their postal code.");
        _city = Add("--city", "text", "Their city.");
        _country = Add("--country", "text", "Their country.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        string Billing(Option<string?> option) => parsed.Required(option, "A bill needs name, street, postal code, city and country.", findings) ?? "";

        var draft = new OrderDraft
        {
            Quantity = QuantityOf(parsed, findings),
            Billing = new BillingAddress { Name = Billing(_name), Street = Billing(_street), PostalCode = Billing(_postalCode), City = Billing(_city), Country = Billing(_country) },
        };
        return async (session, cancellationToken) => session.Show(await session.Client.AddOrderAsync(draft, cancellationToken), OrderView.Of);
    }

    private int QuantityOf(ParseResult parsed, Findings findings)
    {
        const string Remedy = "Write a whole number from 1 to 100000.";
        var text = parsed.Word(_quantity, Remedy, findings);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) && quantity is >= 1 and <= 100_000)
        {
            return quantity;
        }

        if (text.Length > 0)
        {
            findings.Refuse($"<{_quantity.Name}>", $"\"{text}\" is not a number it takes.", Remedy);
        }

        return 0;
    }
}
