using DnsClient.Protocol;

namespace Turnstone.Connectors.CutOver;

/// <summary>An SPF record as it was published (RFC 7208, 4.5 and 4.6).</summary>
/// <param name="Text">The whole of it, cut where nobody would read on.</param>
/// <param name="Mechanisms">Its terms, in their order.</param>
/// <param name="Unread">Terms that are none: a receiver takes the whole record for an error (permerror). Modifiers that nobody knows are passed over.</param>
internal sealed record SpfRecord(string Text, IReadOnlyList<SpfMechanism> Mechanisms, IReadOnlyList<string> Unread)
{
    private const int LongestText = 2000;
    private const int MostTerms = 200;

    /// <summary>All SPF records among TXT records; one is right, several are an error.</summary>
    public static IReadOnlyList<SpfRecord> Of(IEnumerable<TxtRecord> records) =>
        [.. records.Select(record => string.Concat(record.Text)).Where(text => IsSpf(text)).Take(10).Select(Parse)];

    private static bool IsSpf(string text) => text.Equals("v=spf1", StringComparison.OrdinalIgnoreCase) || text.StartsWith("v=spf1 ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a record's text, which begins with <c>v=spf1</c>.</summary>
    public static SpfRecord Parse(string text)
    {
        List<SpfMechanism> mechanisms = [];
        List<string> unread = [];
        foreach (var term in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(MostTerms))
        {
            if (SpfMechanism.TryParse(term) is { } mechanism)
            {
                mechanisms.Add(mechanism);
            }
            else if (!IsModifier(term))
            {
                unread.Add(term);
            }
        }

        return new SpfRecord(text.Length > LongestText ? text[..LongestText] + "…" : text, mechanisms, unread);
    }

    // RFC 7208, 6: a name and an equals sign; unknown ones are ignored, and so is an explanation.
    private static bool IsModifier(string term) =>
        term.IndexOf('=', StringComparison.Ordinal) is var at and > 0 && !term.StartsWith("redirect=", StringComparison.OrdinalIgnoreCase)
        && term[..at].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
