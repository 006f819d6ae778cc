using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Turnstone.Server.Orders;

/// <summary>
/// Where somebody is on the walk to an order, as its address says: the number, the step, and where to go back to when licences are there. Who the bill is
/// made out to is in the order, never in an address.
/// </summary>
internal static partial class PurchaseRoute
{
    /// <summary>The steps, as addresses call them.</summary>
    private static readonly string[] Words = ["licences", "billing", "summary"];

    /// <summary>The step an address asks for: the first where it says nothing of use, but the last of an order that was made up.</summary>
    public static int StepOf(string? word, bool isMadeUp)
    {
        var step = Array.IndexOf(Words, word);
        return isMadeUp
            ? step < 0 ? Words.Length - 1 : step
            : Math.Clamp(step, 0, Words.Length - 2);
    }

    /// <summary>The address of a step.</summary>
    /// <param name="order">The order; null before it is made up.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="quantity">What is written as the number.</param>
    /// <param name="back">Where to go back to.</param>
    public static string At(Guid? order, int step, string? quantity, string? back)
    {
        var address = new StringBuilder("purchase");
        if (order is { } id)
        {
            address.Append(CultureInfo.InvariantCulture, $"/{id}");
        }

        address.Append(CultureInfo.InvariantCulture, $"?step={Words[step]}");
        if (step < Words.Length - 1 && !string.IsNullOrWhiteSpace(quantity))
        {
            address.Append("&quantity=").Append(Uri.EscapeDataString(quantity));
        }

        return Add(address, back).ToString();
    }

    /// <summary>The address of an order's page.</summary>
    public static string OrderAt(Guid order, string? back) => Add(new StringBuilder($"orders/{order}"), back, '?').ToString();

    /// <summary>Where to go back to; null where an address names anything but the page of a customer or a project here.</summary>
    public static string? BackOf(string? text) => text is not null && Known().IsMatch(text) ? text : null;

    private static StringBuilder Add(StringBuilder address, string? back, char join = '&') =>
        BackOf(back) is { } known ? address.Append(join).Append("back=").Append(Uri.EscapeDataString(known)) : address;

    [GeneratedRegex(@"^(customers|projects)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\?tab=[a-z]{1,20})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
