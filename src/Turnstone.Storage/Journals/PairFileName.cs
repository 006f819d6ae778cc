using System.Security.Cryptography;
using System.Text;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>
/// The name of a pair's files, without extension: readable, and safe on any file system whatever the addresses hold. The digest at
/// its end tells pairs apart that read alike; addresses that differ only in case share a name, as <see cref="SmtpAddress"/> compares.
/// </summary>
internal static class PairFileName
{
    private const int ReadableLength = 48;

    public static string Of(SmtpAddress source, SmtpAddress destination)
    {
        var identity = source.Value.ToUpperInvariant() + "\0" + destination.Value.ToUpperInvariant();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 8));
        return $"from-{Readable(source)}-to-{Readable(destination)}-{digest}";
    }

    private static string Readable(SmtpAddress address) => string.Concat(
        address.Value.ToUpperInvariant().Take(ReadableLength).Select(
            c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '_' or '-' ? char.ToLowerInvariant(c) : '_'));
}
