using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Secret = Turnstone.Connectors.Secret;

namespace Turnstone.Server.Security;

/// <summary>
/// The one place where stored credentials are encrypted and decrypted: columns called <c>Protected…</c> hold what comes from here. They come out
/// as a <see cref="Secret"/> alone, on their way to a sign-in. Safe for all threads.
/// </summary>
internal sealed class Secrets(IDataProtectionProvider keys)
{
    // Part of what is stored: with another purpose nothing that was written before is read.
    private readonly Dictionary<SecretKind, IDataProtector> _protectors =
        Enum.GetValues<SecretKind>().ToDictionary(kind => kind, kind => keys.CreateProtector($"Turnstone.Credentials.{kind}.v1"));

    /// <summary>What to store of it; null for null.</summary>
    public string? Protect(SecretKind kind, Secret? secret) => secret is null ? null : _protectors[kind].Protect(secret.Reveal());

    /// <summary>What was stored; null where the keys it was encrypted with are gone, and somebody has to enter it again.</summary>
    public Secret? Reveal(SecretKind kind, string stored)
    {
        try
        {
            return new Secret(_protectors[kind].Unprotect(stored));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
