using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// What an item is, wherever it lies: a digest of what identifies a message. It survives a change of UIDVALIDITY and moves between
/// folders. Copies of one message share it, so it is matched by count, never as a set.
/// </summary>
/// <remarks>
/// Written form: 8 hexadecimal digits of the source mailbox, a hyphen, 32 of the message. The mailbox is in it because several may be moved
/// into one, and what was delivered for another is not this one's. The first form was the 32 digits alone, over four header fields; it is
/// read for ever and no longer written.
/// </remarks>
public readonly record struct ContentKey
{
    private const int MailboxDigits = 8;
    private const int DigestDigits = 32;

    private readonly string? _value;

    private ContentKey(string value) => _value = value;

    /// <summary>The written form.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default ContentKey stands for no message.");

    /// <summary>The first 96 bits of the message's digest: what a journal keeps.</summary>
    public byte[] Digest => Convert.FromHexString(Value.AsSpan(Value.Length - DigestDigits, 24));

    /// <summary>Makes a key of the first form, of the first 128 bits of a digest.</summary>
    public static ContentKey FromDigest(ReadOnlySpan<byte> digest) => new(Convert.ToHexStringLower(digest[..16]));

    /// <summary>Makes a key of the first 128 bits of a digest and the mailbox the message comes from.</summary>
    public static ContentKey FromDigest(SmtpAddress mailbox, ReadOnlySpan<byte> digest) =>
        new($"{MailboxOf(mailbox)}-{Convert.ToHexStringLower(digest[..16])}");

    /// <summary>Whether it was certainly made for an item of this mailbox; the first form does not say.</summary>
    public bool IsOf(SmtpAddress mailbox) => Value.Length > DigestDigits && Value.StartsWith(MailboxOf(mailbox), StringComparison.Ordinal);

    /// <summary>Reads the written form; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ContentKey key)
    {
        key = default;
        var digits = text switch
        {
            { Length: DigestDigits } => text,
            { Length: MailboxDigits + 1 + DigestDigits } when text[MailboxDigits] == '-' => text.Remove(MailboxDigits, 1),
            _ => "-",
        };
        if (!digits.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        key = new ContentKey(text!);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static string MailboxOf(SmtpAddress mailbox)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(mailbox.Value.ToLowerInvariant()), digest);
        return Convert.ToHexStringLower(digest[..(MailboxDigits / 2)]);
    }
}
