using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Sandbox.SignIn;

/// <summary>
/// A salted PBKDF2 hash. Every EWS request carries the password, so the last one found right is remembered as an HMAC under a
/// key that dies with the process: the slow derivation runs once, not a thousand times a second.
/// </summary>
internal sealed class PasswordHash
{
    // Few rounds for a stand-in with made-up passwords; a product that keeps real ones takes hundreds of thousands.
    private const int Rounds = 20_000;
    private const int HashBytes = 32;
    private static readonly byte[] ProcessKey = RandomNumberGenerator.GetBytes(HashBytes);

    private readonly byte[] _salt;
    private readonly byte[] _hash;
    private byte[]? _lastRight;

    private PasswordHash(byte[] salt, byte[] hash) => (_salt, _hash) = (salt, hash);

    public static PasswordHash Of(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        return new PasswordHash(salt, Derive(password, salt));
    }

    public bool Matches(string password)
    {
        Span<byte> tag = stackalloc byte[HashBytes];
        HMACSHA256.HashData(ProcessKey, Encoding.UTF8.GetBytes(password), tag);
        if (Volatile.Read(ref _lastRight) is { } last && CryptographicOperations.FixedTimeEquals(last, tag))
        {
            return true;
        }

        bool isRight = CryptographicOperations.FixedTimeEquals(Derive(password, _salt), _hash);
        if (isRight)
        {
            Volatile.Write(ref _lastRight, tag.ToArray());
        }

        return isRight;
    }

    private static byte[] Derive(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, HashBytes);
}
