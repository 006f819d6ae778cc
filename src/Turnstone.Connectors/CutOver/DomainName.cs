using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Turnstone.Connectors.CutOver;

/// <summary>The name of a domain or a host as DNS has it: ASCII, in lower case, without the last dot.</summary>
public readonly record struct DomainName
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = false };

    private readonly string? _value;

    private DomainName(string value) => _value = value;

    /// <summary>As DNS is asked for it, such as <c>xn--mller-kva.example</c>.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default DomainName names nothing.");

    /// <summary>As people write it, with what DNS has where that differs: <c>müller.example (xn--mller-kva.example)</c>.</summary>
    public string Shown
    {
        get
        {
            try
            {
                return Value.Contains("xn--", StringComparison.Ordinal) && Idn.GetUnicode(Value) is var people && people != Value ? $"{people} ({Value})" : Value;
            }
            catch (ArgumentException)
            {
                return Value;
            }
        }
    }

    /// <summary>Reads a name: labels of letters of any script, digits, hyphens and underscores. An address of digits is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DomainName name)
    {
        name = default;
        var trimmed = text?.Trim();
        if (trimmed?.EndsWith('.') == true)
        {
            trimmed = trimmed[..^1];
        }

        if (string.IsNullOrEmpty(trimmed) || trimmed.Length > LongestName || IPAddress.TryParse(trimmed, out _))
        {
            return false;
        }

        try
        {
            var ascii = trimmed.All(char.IsAscii) ? trimmed : Idn.GetAscii(trimmed);
            if (ascii.Length > LongestName || !Array.TrueForAll(ascii.Split('.'), IsLabel))
            {
                return false;
            }

            name = new DomainName(ascii.ToLowerInvariant());
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>As <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is no name; the message says what would be one.</exception>
    public static DomainName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"\"{text}\" is not the name of a domain or a host: write one such as new.example.");

    /// <summary>The name below this one; null where that would be longer than names may be.</summary>
    public DomainName? Below(string labels) => TryParse($"{labels}.{Value}", out var name) ? name : null;

    /// <summary>Whether this is <paramref name="other"/> or a name below it.</summary>
    public bool IsWithin(DomainName other) => this == other || Value.EndsWith('.' + other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
