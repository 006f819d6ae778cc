using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Turnstone.Sandbox.SignIn;

/// <summary>Name and password of an Authorization header of scheme Basic (RFC 7617, UTF-8). Does not print the password.</summary>
public sealed record BasicCredentials(string UserName, string Password)
{
    private const int LongestHeader = 4096;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>False for any other scheme and for anything malformed, over 4096 characters or with control characters.</summary>
    public static bool TryParse(string? authorization, [NotNullWhen(true)] out BasicCredentials? credentials)
    {
        credentials = null;
        if (authorization is null || authorization.Length > LongestHeader
            || !authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        ReadOnlySpan<char> coded = authorization.AsSpan("Basic ".Length).Trim(' ');
        byte[] bytes = new byte[coded.Length];
        if (!Convert.TryFromBase64Chars(coded, bytes, out int length) || !TryDecode(bytes.AsSpan(0, length), out string? pair))
        {
            return false;
        }

        // The name cannot hold a colon, the password can.
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || pair.Any(char.IsControl))
        {
            return false;
        }

        credentials = new BasicCredentials(pair[..colon], pair[(colon + 1)..]);
        return true;
    }

    public override string ToString() => $"BasicCredentials of {UserName}";

    private static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = Utf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }
    }
}
