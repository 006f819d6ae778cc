using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// Where an item came from, written on it at the destination: mailbox address, folder, UIDVALIDITY and UID. The address and
/// folder are present as a digest (<see cref="Scope"/>); UIDVALIDITY and UID can be read back, so that a lost journal is rebuilt from
/// the destination alone.
/// </summary>
/// <remarks>Written form, 42 characters: 24 hexadecimal digits of scope, 8 of UIDVALIDITY, 8 of UID, joined by hyphens.</remarks>
public readonly record struct SourceKey(string Scope, uint UidValidity, uint Uid)
{
    private const int ScopeDigits = 24;

    /// <summary>The scope shared by all items of one folder of one mailbox: the first 96 bits of SHA-256 over address (lower case), NUL, raw folder name.</summary>
    public static string ScopeOf(SmtpAddress mailbox, SourceFolderId folder)
    {
        var text = mailbox.Value.ToLowerInvariant() + "\0" + folder.Value;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..ScopeDigits];
    }

    /// <summary>Reads the written form; false for anything else, such as another tool's property.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SourceKey key)
    {
        key = default;
        if (text is not { Length: ScopeDigits + 18 } || text[ScopeDigits] != '-' || text[ScopeDigits + 9] != '-'
            || !text.AsSpan(0, ScopeDigits).ContainsOnlyHex() || !text.AsSpan(ScopeDigits + 1, 8).ContainsOnlyHex() || !text.AsSpan(ScopeDigits + 10, 8).ContainsOnlyHex()
            || !uint.TryParse(text.AsSpan(ScopeDigits + 1, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var validity)
            || !uint.TryParse(text.AsSpan(ScopeDigits + 10, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var uid))
        {
            return false;
        }

        key = new SourceKey(text[..ScopeDigits], validity, uid);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scope}-{UidValidity:x8}-{Uid:x8}");
}

file static class HexText
{
    public static bool ContainsOnlyHex(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigitLower(c))
            {
                return false;
            }
        }

        return true;
    }
}
