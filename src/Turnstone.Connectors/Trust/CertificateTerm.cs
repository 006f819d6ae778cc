using System.Globalization;

namespace Turnstone.Connectors.Trust;

/// <summary>How long a certificate that is believed has left.</summary>
internal static class CertificateTerm
{
    /// <summary>A migration takes weeks, and a certificate that ends in the middle of it stops it.</summary>
    private const int SoonDays = 30;

    /// <summary>A finding about a connection, with a warning where its certificate ends soon.</summary>
    /// <param name="found">What there is to say of the connection.</param>
    /// <param name="trust">What saw the certificate.</param>
    /// <param name="now">This moment.</param>
    public static Finding Judge(string found, ServerTrust trust, DateTimeOffset now)
    {
        var left = (trust.Expires - now)?.TotalDays;
        return left < SoonDays
            ? Finding.Warning(
                string.Create(CultureInfo.InvariantCulture, $"{found}: {Math.Max(0, Math.Floor(left.Value)):0} days left."),
                "Have it renewed before the migration begins: once it has expired every pass fails.")
            : found;
    }
}
