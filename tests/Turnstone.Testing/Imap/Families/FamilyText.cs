using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Testing.Imap.Families;

/// <summary>How messages look on the wire, one character a byte.</summary>
public static class FamilyText
{
    private static readonly (ItemFlags Flag, string Text)[] Names =
    [
        (ItemFlags.Seen, @"\Seen"), (ItemFlags.Answered, @"\Answered"), (ItemFlags.Flagged, @"\Flagged"),
        (ItemFlags.Draft, @"\Draft"), (ItemFlags.Deleted, @"\Deleted"), (ItemFlags.Forwarded, "$Forwarded"),
    ];

    public static string Of(FamilyMessage message) => Encoding.Latin1.GetString(message.Seed.Content.Span);

    /// <summary>A number that is the same for the same message in every folder.</summary>
    public static ulong Number(FamilyMessage message) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(message.Seed.Content.Span)) >> 1;

    public static string Literal(FamilyMessage message) => FormattableString.Invariant($"{{{message.Seed.Content.Length}}}\r\n{Of(message)}");

    /// <summary>As a quoted string, which may hold no line ends: for messages that have none.</summary>
    public static string Quoted(FamilyMessage message) => $"\"{Of(message).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Flags(FamilyMessage message)
    {
        var flags = message.Seed.Flags | (message.IsSeen ? ItemFlags.Seen : 0);
        return $"({string.Join(' ', Names.Where(name => flags.HasFlag(name.Flag)).Select(name => name.Text).Concat(message.Seed.Keywords))})";
    }
}
