using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.People;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Server.Sessions;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.TwoStep;

/// <summary>Two-step sign-in of whoever asks. Turning it on or off ends their sessions elsewhere.</summary>
internal sealed class TwoStepService(UserManager<Agent> accounts, SignInChecks checks, SessionCookie cookie, AgentLog log, Workspace workspace)
{
    private const int RecoveryCodeCount = 10;

    /// <summary>Whether it is on.</summary>
    public async Task<TwoStepState> GetAsync(CancellationToken cancellationToken)
    {
        var agent = await AgentAsync();
        await using var rows = workspace.Open();
        var workgroup = await rows.Workgroups.AsNoTracking().SingleAsync(row => row.Id == workspace.Caller.WorkgroupId, cancellationToken);
        return new TwoStepState
        {
            IsOn = agent.TwoFactorEnabled,
            IsRequired = workgroup.RequiresTwoStep,
            RecoveryCodesLeft = agent.TwoFactorEnabled ? await accounts.CountRecoveryCodesAsync(agent) : 0,
        };
    }

    /// <summary>A new key for the authenticator. It is on when a code of it was confirmed, not before.</summary>
    /// <exception cref="Refusal">It is on already.</exception>
    public async Task<TwoStepKey> StartAsync()
    {
        var agent = await AgentAsync();
        if (agent.TwoFactorEnabled)
        {
            throw Refusal.Conflict(RefusalCodes.TwoStepOn, "Two-step sign-in is on: turn it off before you give it a new key.");
        }

        Require(await accounts.ResetAuthenticatorKeyAsync(agent));
        await cookie.RenewAsync(agent, workspace.Caller.WorkgroupId);
        var key = (await accounts.GetAuthenticatorKeyAsync(agent))!;
        return new TwoStepKey
        {
            SharedKey = key,
            Uri = $"otpauth://totp/Turnstone:{Uri.EscapeDataString(agent.Email!)}?secret={key}&issuer=Turnstone&algorithm=SHA1&digits=6&period=30",
        };
    }

    /// <summary>Turns it on by a code of the key that was given out last, and gives the recovery codes.</summary>
    /// <exception cref="Refusal">It is on already, no key was given out, or the code is wrong.</exception>
    public async Task<RecoveryCodes> ConfirmAsync(string code, CancellationToken cancellationToken)
    {
        var agent = await AgentAsync();
        if (agent.TwoFactorEnabled)
        {
            throw Refusal.Conflict(RefusalCodes.TwoStepOn, "Two-step sign-in is on already.");
        }

        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (!await accounts.VerifyTwoFactorTokenAsync(agent, accounts.Options.Tokens.AuthenticatorTokenProvider, digits))
        {
            throw Refusal.Wrong(RefusalCodes.TwoStepCode, "This is not the present code of the key you were given: start anew, and see that your device's clock is right.", "code");
        }

        Require(await accounts.SetTwoFactorEnabledAsync(agent, enabled: true));
        var codes = await NewCodesAsync(agent);
        await cookie.RenewAsync(agent, workspace.Caller.WorkgroupId);
        await log.NoteAsync(agent, "turned two-step sign-in on", cancellationToken);
        return codes;
    }

    /// <summary>Gives new recovery codes in place of those there are.</summary>
    /// <exception cref="Refusal">It is off, or the password is wrong.</exception>
    public async Task<RecoveryCodes> RenewCodesAsync(string password, CancellationToken cancellationToken)
    {
        var agent = await ProvenAsync(password, cancellationToken);
        var codes = await NewCodesAsync(agent);
        await log.NoteAsync(agent, "made new recovery codes", cancellationToken);
        return codes;
    }

    /// <summary>Turns it off and forgets key and codes.</summary>
    /// <exception cref="Refusal">It is off, or the password is wrong.</exception>
    public async Task TurnOffAsync(string password, CancellationToken cancellationToken)
    {
        var agent = await ProvenAsync(password, cancellationToken);
        Require(await accounts.SetTwoFactorEnabledAsync(agent, enabled: false));
        Require(await accounts.ResetAuthenticatorKeyAsync(agent));
        await accounts.GenerateNewTwoFactorRecoveryCodesAsync(agent, 0);
        await cookie.RenewAsync(agent, workspace.Caller.WorkgroupId);
        await log.NoteAsync(agent, "turned two-step sign-in off", cancellationToken);
    }

    private async Task<Agent> ProvenAsync(string password, CancellationToken cancellationToken)
    {
        var agent = await AgentAsync();
        await checks.ProveAsync(agent, password, "password", cancellationToken);
        return agent.TwoFactorEnabled ? agent : throw Refusal.Conflict(RefusalCodes.TwoStepOff, "Two-step sign-in is off.");
    }

    private async Task<RecoveryCodes> NewCodesAsync(Agent agent) =>
        new() { Codes = [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(agent, RecoveryCodeCount) ?? throw Changed()] };

    private async Task<Agent> AgentAsync() => (await accounts.FindByIdAsync(workspace.Caller.AgentId.ToString()))!;

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw Changed();
        }
    }

    private static Refusal Changed() => Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Your account was changed meanwhile: try again.");
}
