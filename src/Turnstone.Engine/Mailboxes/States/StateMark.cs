using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Engine.Mailboxes.States;

/// <summary>
/// The state an item was given, written on it at the destination: as long as the item still looks like it, nobody has touched it since.
/// </summary>
/// <remarks>
/// Written form, 20 characters: <c>S</c> for read, <c>F</c> for flagged, <c>A</c> for answered or <c>W</c> for forwarded, each a full stop
/// where it is not so; a hyphen; the first 64 bits of SHA-256 over the categories in upper case, each once, in ordinal order, each followed by
/// a line feed, in UTF-8.
/// </remarks>
public readonly record struct StateMark
{
    private const int DigestDigits = 16;

    private readonly string? _value;

    private StateMark(string value) => _value = value;

    /// <summary>The mark of a state.</summary>
    public static StateMark Of(ItemFlags flags, IReadOnlyList<string> categories)
    {
        char[] letters =
        [
            flags.HasFlag(ItemFlags.Seen) ? 'S' : '.',
            flags.HasFlag(ItemFlags.Flagged) ? 'F' : '.',
            flags.HasFlag(ItemFlags.Answered) ? 'A' : flags.HasFlag(ItemFlags.Forwarded) ? 'W' : '.',
        ];
        var names = string.Concat(categories.Select(name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => name + "\n"));
        return new StateMark($"{new string(letters)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(names)))[..DigestDigits]}");
    }

    /// <summary>Reads the written form; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StateMark mark)
    {
        mark = default;
        if (text is not [('S' or '.'), ('F' or '.'), ('A' or 'W' or '.'), '-', ..] || text.Length != 4 + DigestDigits || !text[4..].All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        mark = new StateMark(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
