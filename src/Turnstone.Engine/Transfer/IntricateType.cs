using System.Buffers;
using System.Text;
using MimeKit;

namespace Turnstone.Engine.Transfer;

/// <summary>Tells the content types that are easily spoilt on the way: signed, encrypted, reports, and messages around others.</summary>
internal static class IntricateType
{
    private static readonly SearchValues<byte> TypeBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+-"u8);

    /// <summary>Whether the value of a Content-Type field names one of them.</summary>
    public static bool Is(ReadOnlyMemory<byte>? value) =>
        value is { } bytes && MayBe(bytes.Span)
        && ContentType.TryParse(HeaderFields.TextOf(bytes), out var type) && IsListed($"{type.MediaType}/{type.MediaSubtype}");

    /// <summary>False for a value that clearly names another type, as that of most messages does: its parameters need not be read.</summary>
    private static bool MayBe(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\n"u8);
        var media = value.IndexOfAnyExcept(TypeBytes);
        if (media <= 0 || value[media] != '/')
        {
            return true;
        }

        var subtype = value[(media + 1)..].IndexOfAnyExcept(TypeBytes);
        var end = subtype < 0 ? value.Length : media + 1 + subtype;
        return (end < value.Length && value[end] != ';') || IsListed(Encoding.ASCII.GetString(value[..end]));
    }

    private static bool IsListed(string type) =>
        type.ToLowerInvariant() is "multipart/signed" or "multipart/encrypted" or "multipart/report" or "multipart/digest"
            or "message/rfc822" or "application/pkcs7-mime" or "application/x-pkcs7-mime";
}
