using System.Diagnostics.CodeAnalysis;

namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// What an item is, wherever it lies: a digest of the headers that identify a message. It survives a change of UIDVALIDITY and moves
/// between folders. Copies of one message share it, so it is matched by count, never as a set. Written form: 32 hexadecimal digits.
/// </summary>
public readonly record struct ContentKey
{
    private readonly string? _value;

    private ContentKey(string value) => _value = value;

    /// <summary>The written form.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default ContentKey stands for no message.");

    /// <summary>Makes a key of the first 128 bits of a digest.</summary>
    public static ContentKey FromDigest(ReadOnlySpan<byte> digest) => new(Convert.ToHexStringLower(digest[..16]));

    /// <summary>Reads the written form; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ContentKey key)
    {
        key = default;
        if (text is not { Length: 32 } || !text.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        key = new ContentKey(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
