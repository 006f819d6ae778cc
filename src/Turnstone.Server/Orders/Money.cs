using System.Globalization;
using System.Text.RegularExpressions;

namespace Turnstone.Server.Orders;

/// <summary>An amount of money, as payment providers count it.</summary>
public readonly partial record struct Money
{
    // https://docs.stripe.com/currencies: those without a smaller unit, and those with a thousandth, which are counted otherwise.
    private static readonly HashSet<string> Whole = ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> Thousandths = ["BHD", "JOD", "KWD", "OMR", "TND"];

    /// <summary>So many of the currency's smallest unit.</summary>
    /// <exception cref="OverflowException">More than can be counted.</exception>
    public Money(long minor, string currency) => (Minor, Currency) = (minor, currency);

    /// <summary>How many of the currency's smallest unit.</summary>
    public long Minor { get; }

    /// <summary>The currency's ISO 4217 code in capitals.</summary>
    public string Currency { get; }

    /// <summary>How much in the currency itself.</summary>
    public decimal Amount => Minor / (decimal)Factor(Currency);

    /// <summary>So often.</summary>
    public Money Times(int count) => new(checked(Minor * count), Currency);

    /// <summary>Reads an amount as people write it: <c>15 USD</c> or <c>15.00 usd</c>. False where it is none, is not above nothing, or its currency is not counted in whole or hundredths.</summary>
    public static bool TryParse(string? text, out Money money)
    {
        money = default;
        if (Written().Match(text ?? "") is not { Success: true } match)
        {
            return false;
        }

        var currency = match.Groups["currency"].Value.ToUpperInvariant();
        if (Thousandths.Contains(currency) || !decimal.TryParse(match.Groups["amount"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return false;
        }

        var minor = amount * Factor(currency);
        if (minor <= 0 || minor > 100_000_000 || minor != decimal.Truncate(minor))
        {
            return false;
        }

        money = new Money((long)minor, currency);
        return true;
    }

    /// <summary>As people read it: <c>15.00 USD</c>.</summary>
    public override string ToString() => $"{Amount.ToString(Whole.Contains(Currency) ? "0" : "0.00", CultureInfo.InvariantCulture)} {Currency}";

    /// <summary>In the words of whoever reads it: <c>1,500.00 USD</c>. What belongs together stays on one line.</summary>
    public string Told() => Told(Amount, Currency);

    /// <summary>The same of an amount and its currency.</summary>
    public static string Told(decimal amount, string currency) => $"{amount.ToString(Whole.Contains(currency) ? "N0" : "N2", CultureInfo.CurrentCulture)}\u00a0{currency}";

    private static int Factor(string currency) => Whole.Contains(currency) ? 1 : 100;

    [GeneratedRegex(@"^\s*(?<amount>[0-9]{1,9}(\.[0-9]{1,2})?)\s+(?<currency>[A-Za-z]{3})\s*$")]
    private static partial Regex Written();
}
