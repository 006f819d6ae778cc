using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Sandbox.Mime;

/// <summary>
/// Boundaries of Exchange's shape, <c>_000_KEY_</c>. The key is a hash of what tells one message from another, so that an export
/// is repeatable and an attached message does not share its carrier's.
/// </summary>
internal static class Boundary
{
    public static string KeyOf(StoredMessage message, int depth)
    {
        string identity = string.Create(
            CultureInfo.InvariantCulture,
            $"{depth}|{message.InternetMessageId}|{message.Subject}|{message.ClientSubmitTime?.UtcTicks}|{message.Size}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 20));
    }

    public static string Name(int number, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"_{number:D3}_{key}_");
}
