namespace Turnstone.EndToEnd.CutOver;

/// <summary>Zone files: a head and two name servers, and what a test adds.</summary>
internal static class ZoneText
{
    /// <summary>A zone as a file has it.</summary>
    /// <param name="name">Such as <c>old.example</c>.</param>
    /// <param name="records">Its records, a line each.</param>
    /// <param name="life">Seconds that each of them lives.</param>
    /// <param name="serial">Its version.</param>
    public static string Of(string name, string records, int life = 300, int serial = 1) => $"""
        $ORIGIN {name}.
        $TTL {life}
        @ SOA ns1 hostmaster {serial} 3600 600 86400 {life}
        @ NS ns1
        @ NS ns2
        ns1 A 127.0.0.1
        ns2 A 127.0.0.1
        @ A 192.0.2.5
        old A 192.0.2.1
        new A 192.0.2.10
        {records.Trim().Replace("\n", "\n        ", StringComparison.Ordinal)}

        """.Replace("\n        ", "\n", StringComparison.Ordinal);

    /// <summary>What it looks like before mail is cut over.</summary>
    public const string Old = """
        @ MX 10 old
        @ TXT "v=spf1 ip4:192.0.2.1 -all"
        autodiscover CNAME old
        """;

    /// <summary>What it is to become.</summary>
    public const string New = """
        @ MX 10 new
        @ TXT "v=spf1 ip4:192.0.2.10 -all"
        autodiscover CNAME new
        """;
}
