using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;

namespace Turnstone.Server.Face;

/// <summary>
/// How pages reach the nouns' services: each question and each deed by itself, with whoever looks at the page let in anew, as a request is. So a page
/// that stands open for a day holds no rows, and a role that was taken back counts from the next click on.
/// </summary>
internal sealed class Desk(IServiceScopeFactory scopes, AuthenticationStateProvider authentication, TimeProvider time)
{
    private DateTimeOffset _lastAsked = time.GetUtcNow();

    /// <summary>Who looks at the page, now.</summary>
    /// <exception cref="Refusal">Their session has ended, or they may not.</exception>
    public Task<Caller> EnterAsync(Ability ability) => AskAsync<Workspace, Caller>(ability, workspace => Task.FromResult(workspace.Caller));

    /// <summary>Asks a service something, or has it do something.</summary>
    /// <exception cref="Refusal">Whoever looks at the page may not, or the service refuses.</exception>
    public async Task<TAnswer> AskAsync<TService, TAnswer>(Ability ability, Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        Stay();
        return await LetInAndAskAsync(ability, ask);
    }

    /// <summary>As <see cref="AskAsync"/>, where the page looks again by itself and nobody asked it to: that keeps no session going.</summary>
    /// <exception cref="Refusal">As there.</exception>
    public Task<TAnswer> GlanceAsync<TService, TAnswer>(Ability ability, Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        Hold();
        return LetInAndAskAsync(ability, ask);
    }

    private async Task<TAnswer> LetInAndAskAsync<TService, TAnswer>(Ability ability, Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        var door = scope.ServiceProvider.GetRequiredService<Doorkeeper>();
        await door.LetInAsync(await UserAsync(), ability);
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    // A circuit makes no requests by which the session's cookie would end or go on: it is held to the same hours.
    private void Stay()
    {
        Hold();
        _lastAsked = time.GetUtcNow();
    }

    private void Hold()
    {
        if (time.GetUtcNow() - _lastAsked > SecuritySetup.SessionHolds)
        {
            throw Refusal.SignIn(RefusalCodes.SessionEnded, "Your session has ended: sign in.");
        }
    }

    private async Task<ClaimsPrincipal> UserAsync() => (await authentication.GetAuthenticationStateAsync()).User;
}
