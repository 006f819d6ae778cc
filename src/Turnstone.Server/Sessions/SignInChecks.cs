using Microsoft.AspNetCore.Identity;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.Sessions;

/// <summary>Whether somebody is the agent they say they are. Whatever is guessed wrong counts, and five wrong guesses lock the account for a quarter of an hour.</summary>
internal sealed class SignInChecks(UserManager<Agent> accounts, SignInManager<Agent> signIn, AgentLog log)
{
    /// <summary>By what is needed to sign in: the password, and the second step where it is on.</summary>
    /// <exception cref="Refusal">They are not, or the account is locked. Which of the two secrets is wrong is not told.</exception>
    public async Task CheckAsync(Agent agent, string password, string? code, CancellationToken cancellationToken)
    {
        if (!await KnowsPasswordAsync(agent, password, cancellationToken))
        {
            throw Wrong();
        }

        if (await accounts.GetTwoFactorEnabledAsync(agent))
        {
            await CheckSecondStepAsync(agent, code, cancellationToken);
        }
    }

    /// <summary>By the password alone, for somebody who is signed in and asks for something that a found session must not be enough for.</summary>
    /// <exception cref="Refusal">It is not theirs, or the account is locked.</exception>
    public async Task ProveAsync(Agent agent, string password, string field, CancellationToken cancellationToken)
    {
        if (!await KnowsPasswordAsync(agent, password, cancellationToken))
        {
            throw Refusal.Wrong(RefusalCodes.PasswordWrong, "This is not your password.", field);
        }
    }

    /// <summary>What is answered to a wrong address as well, so that addresses cannot be told.</summary>
    public static Refusal Wrong() => Refusal.SignIn(RefusalCodes.SignInWrong, "The address, the password or the code is wrong.");

    /// <summary>What is answered while an account is locked.</summary>
    public static Refusal Locked() => Refusal.SignIn(RefusalCodes.SignInLocked, "Too many wrong attempts: wait a quarter of an hour.");

    private async Task<bool> KnowsPasswordAsync(Agent agent, string password, CancellationToken cancellationToken)
    {
        var wasLocked = await accounts.IsLockedOutAsync(agent);
        var answer = await signIn.CheckPasswordSignInAsync(agent, password, lockoutOnFailure: true);
        return answer.IsLockedOut ? throw await LockedAsync(agent, wasLocked, cancellationToken) : answer.Succeeded;
    }

    private async Task CheckSecondStepAsync(Agent agent, string? code, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            throw Refusal.SignIn(RefusalCodes.SignInCodeNeeded, "Enter the code of your authenticator as well.");
        }

        if (await IsOfAuthenticatorAsync(agent, code))
        {
            await accounts.ResetAccessFailedCountAsync(agent);
        }
        else if ((await accounts.RedeemTwoFactorRecoveryCodeAsync(agent, code.Trim().ToUpperInvariant())).Succeeded)
        {
            await accounts.ResetAccessFailedCountAsync(agent);
            await log.NoteAsync(agent, "used a recovery code", cancellationToken);
        }
        else
        {
            await accounts.AccessFailedAsync(agent);
            throw await accounts.IsLockedOutAsync(agent) ? await LockedAsync(agent, wasLocked: false, cancellationToken) : Wrong();
        }
    }

    private Task<bool> IsOfAuthenticatorAsync(Agent agent, string code) =>
        accounts.VerifyTwoFactorTokenAsync(agent, accounts.Options.Tokens.AuthenticatorTokenProvider, code.Replace(" ", "", StringComparison.Ordinal));

    private async Task<Refusal> LockedAsync(Agent agent, bool wasLocked, CancellationToken cancellationToken)
    {
        if (!wasLocked)
        {
            await log.NoteAsync(agent, "locked out", cancellationToken);
        }

        return Locked();
    }
}
