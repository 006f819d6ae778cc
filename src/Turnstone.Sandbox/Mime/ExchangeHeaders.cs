namespace Turnstone.Sandbox.Mime;

/// <summary>Which headers Exchange writes itself at every read, so that what came in under these names is dropped.</summary>
internal static class ExchangeHeaders
{
    public const string HasAttach = "X-MS-Has-Attach";
    public const string TnefCorrelator = "X-MS-TNEF-Correlator";

    /// <summary>A line without a colon has no name. Assumption: Exchange drops it.</summary>
    public static bool IsName(string field) => field.Length > 0 && !field.AsSpan().ContainsAnyExceptInRange('!', '~');

    public static bool IsGenerated(string name) =>
        name.Equals(HasAttach, StringComparison.OrdinalIgnoreCase) || name.Equals(TnefCorrelator, StringComparison.OrdinalIgnoreCase);

    /// <summary>Trace headers stand on top, above From and Subject, as transport put them there.</summary>
    public static bool IsTrace(string name) => name.ToUpperInvariant() is "RETURN-PATH" or "RECEIVED" or "DELIVERED-TO" or "X-ORIGINAL-TO"
        or "DKIM-SIGNATURE" or "DOMAINKEY-SIGNATURE" or "AUTHENTICATION-RESULTS" or "ARC-SEAL" or "ARC-MESSAGE-SIGNATURE"
        or "ARC-AUTHENTICATION-RESULTS" or "RECEIVED-SPF";
}
