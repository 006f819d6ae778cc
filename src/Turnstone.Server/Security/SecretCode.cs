using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Server.Security;

/// <summary>A code that nobody can guess, of 256 random bits. Only its hash is kept: against so many bits a plain one is enough.</summary>
internal static class SecretCode
{
    /// <summary>A new one, in characters that need no quoting in a URL or a shell.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it: 64 hexadecimal digits.</summary>
    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
