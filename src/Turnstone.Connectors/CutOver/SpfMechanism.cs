using System.Net;

namespace Turnstone.Connectors.CutOver;

/// <summary>A mechanism or modifier of an SPF record (RFC 7208, 4.6.1), such as <c>include:spf.new.example</c>, in lower case.</summary>
public sealed record SpfMechanism
{
    private const int LongestTerm = 300;
    private static readonly string[] Kinds = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists", "redirect"];

    private SpfMechanism(char qualifier, string kind, string value) => (Qualifier, Kind, Value) = (qualifier, kind, value);

    /// <summary><c>+</c> unless another is written.</summary>
    public char Qualifier { get; }

    /// <summary>Such as <c>include</c> or <c>ip4</c>.</summary>
    public string Kind { get; }

    /// <summary>What follows the colon or the equals sign, or the length of a network; empty where nothing does.</summary>
    public string Value { get; }

    /// <summary>Whether evaluating it takes a question to DNS, of which there may be ten (RFC 7208, 4.6.4).</summary>
    public bool IsLookup => Kind is "include" or "a" or "mx" or "ptr" or "exists" or "redirect";

    /// <summary>Reads a term; null where it is none that is known.</summary>
    public static SpfMechanism? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var term = text.Trim().ToLowerInvariant();
        if (term.Length is 0 or > LongestTerm || term.Any(c => c is <= ' ' or > '~'))
        {
            return null;
        }

        var qualifier = term[0] is '+' or '-' or '~' or '?' ? term[0] : '+';
        var rest = term[0] == qualifier ? term[1..] : term;
        var end = rest.IndexOfAny([':', '=', '/']);
        var kind = end < 0 ? rest : rest[..end];
        var value = end < 0 ? "" : rest[end] == '/' ? rest[end..] : rest[(end + 1)..];
        return Kinds.Contains(kind) && IsSound(kind, value) ? new SpfMechanism(qualifier, kind, value) : null;
    }

    /// <summary>As <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SpfMechanism Parse(string text) => TryParse(text)
        ?? throw new FormatException($"\"{text}\" is no part of an SPF record: write one such as include:spf.new.example, ip4:192.0.2.10, a:mail.new.example or mx.");

    /// <summary>Whether a record that has this allows what <paramref name="wanted"/> would: the same, or a network that holds its addresses.</summary>
    public bool Covers(SpfMechanism wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return Qualifier == '+' && Kind == wanted.Kind
            && (Value == wanted.Value || (NetworkOf(Value) is { } own && NetworkOf(wanted.Value) is { } other && own.PrefixLength <= other.PrefixLength && own.Contains(other.BaseAddress)));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var join = Kind == "redirect" ? "=" : Value.Length == 0 || Value[0] == '/' ? "" : ":";
        return $"{(Qualifier == '+' ? "" : Qualifier)}{Kind}{join}{Value}";
    }

    private static bool IsSound(string kind, string value) => kind switch
    {
        "all" => value.Length == 0,
        "ip4" or "ip6" => NetworkOf(value) is not null,
        "include" or "exists" or "redirect" => value.Length > 0,
        _ => true,
    };

    private static IPNetwork? NetworkOf(string value)
    {
        var parts = value.Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address))
        {
            return null;
        }

        var most = address.GetAddressBytes().Length * 8;
        if (parts.Length == 1)
        {
            return new IPNetwork(address, most);
        }

        // A network may be written with bits beyond its length, which IPNetwork refuses.
        return int.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out var length) && length >= 0 && length <= most ? new IPNetwork(Base(address, length), length) : null;
    }

    private static IPAddress Base(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)((0xFF << (8 - kept)) & 0xFF);
        }

        return new IPAddress(bytes);
    }
}
