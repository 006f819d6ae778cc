using System.Globalization;
using Turnstone.Client.Orders;
using Turnstone.Server.Components.Fields;

namespace Turnstone.Server.Orders;

/// <summary>What somebody enters on the walk to an order. The rules are the contract's.</summary>
internal sealed class PurchaseForm
{
    /// <summary>The fields of the billing address, as the contract spells them.</summary>
    public static readonly IReadOnlyList<string> BillingFields = ["name", "street", "postalCode", "city", "country"];

    /// <summary>How many, as it is written.</summary>
    public string? Quantity { get; set; }

    public string? Name { get; set; }

    public string? Street { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? Country { get; set; }

    /// <summary>The number; none that can be ordered where nothing of use is written.</summary>
    public int Count => int.TryParse(Quantity, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>The order as it is entered.</summary>
    public OrderDraft Draft => new()
    {
        Quantity = Count,
        Billing = new BillingAddress { Name = Name ?? "", Street = Street ?? "", PostalCode = PostalCode ?? "", City = City ?? "", Country = Country ?? "" },
    };

    /// <summary>What is wrong with the number.</summary>
    public FormFaults QuantityFaults => string.IsNullOrWhiteSpace(Quantity) ? FormFaults.At("quantity", FormFaults.Blank) : FormFaults.Of(Draft);

    /// <summary>What is wrong with the billing address.</summary>
    public FormFaults BillingFaults => FormFaults.Of(Draft.Billing);

    /// <summary>Takes over whom a bill was made out to.</summary>
    public void Take(BillingAddress known) => (Name, Street, PostalCode, City, Country) = (known.Name, known.Street, known.PostalCode, known.City, known.Country);
}
