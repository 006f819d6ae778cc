using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.Security;

/// <summary>
/// Codes of an authenticator app (TOTP, RFC 6238: SHA-1, 30 seconds, six digits), of now and of the 30 seconds before and after it, as clocks
/// differ. Unlike Identity's own, a code works once: section 5.2 forbids taking it a second time, and whoever looked over a shoulder has it.
/// </summary>
internal sealed class AuthenticatorCodes(TimeProvider time) : IUserTwoFactorTokenProvider<Agent>
{
    private const int SecondsOfAStep = 30;
    private const int StepsOff = 1;

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Agent> manager, Agent user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    /// <summary>Nothing: codes are made by the agent's device.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Agent> manager, Agent user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Agent> manager, Agent user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } text || StepOf(Base32.Decode(text), token) is not { } step || step <= user.LastCodeStep)
        {
            return false;
        }

        // Saved under the account's concurrency stamp: of two who use the code at the same time, one succeeds.
        user.LastCodeStep = step;
        return (await manager.UpdateAsync(user)).Succeeded;
    }

    /// <summary>The code of a moment.</summary>
    public static string CodeAt(string key, DateTimeOffset moment) => CodeOf(Base32.Decode(key), moment.ToUnixTimeSeconds() / SecondsOfAStep);

    private long? StepOf(byte[] key, string code)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds() / SecondsOfAStep;
        long? found = null;
        for (var step = now - StepsOff; step <= now + StepsOff; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(CodeOf(key, step)), System.Text.Encoding.UTF8.GetBytes(code)))
            {
                found = step;
            }
        }

        return found;
    }

    private static string CodeOf(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What authenticator apps agree on; its weakness, collisions, is of no use against an HMAC.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
