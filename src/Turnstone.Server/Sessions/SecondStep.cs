using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Turnstone.Client.People;

namespace Turnstone.Server.Sessions;

/// <summary>
/// Carries address and password from the page that asks for them to the one that asks for the code, through a browser that cannot read or change them.
/// Nothing is taken for granted by it: both are checked again, with the code.
/// </summary>
internal sealed class SecondStep(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Turnstone.SignIn.SecondStep").ToTimeLimitedDataProtector();

    /// <summary>For the form.</summary>
    public string Seal(SignInDraft draft) => _protector.Protect(JsonSerializer.Serialize(draft), Holds);

    /// <summary>What a form brought back; null where it is too old, or none of ours.</summary>
    public SignInDraft? Open(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize<SignInDraft>(_protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
