using System.Globalization;
using Turnstone.Ews.Types;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>Which generations of Exchange Server Microsoft still mends, by the days of its lifecycle pages.</summary>
internal static class ServerSupport
{
    private static readonly DateOnly EndOf2010 = new(2020, 10, 13);
    private static readonly DateOnly EndOf2013 = new(2023, 4, 11);
    private static readonly DateOnly EndOf2016And2019 = new(2025, 10, 14);

    public static Finding Judge(ServerVersion server, DateTimeOffset now)
    {
        var (name, end) = server.Generation switch
        {
            ExchangeGeneration.Older => ("Exchange 2010 or older, which Turnstone is not made for", EndOf2010),
            ExchangeGeneration.Exchange2013 => ("Exchange 2013", EndOf2013),
            ExchangeGeneration.Exchange2016 => ("Exchange 2016", EndOf2016And2019),
            ExchangeGeneration.Exchange2019 => ("Exchange 2019", EndOf2016And2019),
            ExchangeGeneration.SubscriptionEdition => ("Exchange Subscription Edition", (DateOnly?)null),
            ExchangeGeneration.Newer => ("newer than any Exchange known here", null),
            _ => throw new ArgumentOutOfRangeException(nameof(server), server.Generation, "A generation that is not known here."),
        };
        return end is { } day && DateOnly.FromDateTime(now.UtcDateTime) > day
            ? Finding.Warning(
                string.Create(CultureInfo.InvariantCulture, $"{name}, build {server}: out of support since {day:yyyy-MM-dd}"),
                "The migration works all the same; plan the way to Subscription Edition, which is the line that gets security updates.")
            : (Finding)$"{name}, build {server}";
    }
}
