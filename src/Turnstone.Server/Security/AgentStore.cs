using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Security;

/// <summary>
/// Identity's accounts in the plane's rows. The authenticator's key is encrypted, as every code is made from it; recovery codes are hashed and
/// encrypted, as a hash alone would not withstand trying all of so short ones.
/// </summary>
internal sealed class AgentStore([FromKeyedServices(AgentStore.Rows)] PlaneContext rows, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<Agent, PlaneContext, Guid>(rows, describer)
{
    /// <summary>The key of the rows it works on.</summary>
    public const string Rows = "accounts";

    private const string Provider = "turnstone";
    private const string RecoveryCodes = "recovery-codes";

    private readonly IDataProtector _keys = protection.CreateProtector("Turnstone.Agents.AuthenticatorKey");
    private readonly IDataProtector _codes = protection.CreateProtector("Turnstone.Agents.RecoveryCodes");

    public override Task SetAuthenticatorKeyAsync(Agent user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _keys.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Agent user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } key ? _keys.Unprotect(key) : null;

    public override Task ReplaceCodesAsync(Agent user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        WriteCodesAsync(user, recoveryCodes.Select(SecretCode.HashOf), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Agent user, string code, CancellationToken cancellationToken)
    {
        var hashes = await ReadCodesAsync(user, cancellationToken);
        if (!hashes.Remove(SecretCode.HashOf(code)))
        {
            return false;
        }

        await WriteCodesAsync(user, hashes, cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(Agent user, CancellationToken cancellationToken) => (await ReadCodesAsync(user, cancellationToken)).Count;

    private async Task<List<string>> ReadCodesAsync(Agent user, CancellationToken cancellationToken) =>
        await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) is { } text
            ? [.. _codes.Unprotect(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)]
            : [];

    private Task WriteCodesAsync(Agent user, IEnumerable<string> hashes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, RecoveryCodes, _codes.Protect(string.Join(' ', hashes)), cancellationToken);
}
