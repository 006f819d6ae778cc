using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Turnstone.Server.Tokens;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Security;

/// <summary>Who is who: sessions by cookie, scripts by token, and a door that is shut where nobody said otherwise.</summary>
internal static class SecuritySetup
{
    /// <summary>The rate limit of everything a password or code is tried at.</summary>
    public const string GuessLimit = "guesses";

    private const string Either = "session-or-token";

    public static IServiceCollection AddSecurity(this IServiceCollection services, ServerSettings settings)
    {
        services.AddDataProtection()
            .SetApplicationName("Turnstone")
            .PersistKeysToFileSystem(new DirectoryInfo(settings.KeysDirectory ?? Path.Combine(settings.DataDirectory, "keys")));
        services.AddScoped<Workspace>().AddScoped<CallerFinder>().AddScoped<NewAgents>().AddScoped<NewPasswords>().AddScoped<AgentLog>();
        services.AddScoped<IAuthorizationHandler, AbilityHandler>();
        AddAccounts(services);
        AddDoors(services);
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(GuessLimit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress, _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        });
        return services;
    }

    private static void AddAccounts(IServiceCollection services)
    {
        // Accounts belong to no workgroup: Identity works on the house's rows.
        services.AddKeyedScoped(AgentStore.Rows, (provider, _) => provider.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House()));
        services.AddIdentityCore<Agent>(options =>
            {
                options.User.RequireUniqueEmail = true;

                // Length is what counts (NIST SP 800-63B); rules of characters make passwords that people write down.
                options.Password = new PasswordOptions { RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false, RequireUppercase = false, RequiredUniqueChars = 4 };
                options.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
            })
            .AddSignInManager()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddScoped<IUserStore<Agent>, AgentStore>();
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = TimeSpan.FromMinutes(1);
            options.OnRefreshingPrincipal = KeepWorkgroup;
        });
    }

    private static void AddDoors(IServiceCollection services)
    {
        var doors = services.AddAuthentication(Either);
        doors.AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
            context.Request.Headers.Authorization.Count > 0 ? TokenDoor.Scheme : IdentityConstants.ApplicationScheme);
        doors.AddScheme<AuthenticationSchemeOptions, TokenDoor>(TokenDoor.Scheme, null);
        doors.AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "turnstone";

            // No other site's page can make a browser send it: nothing else is needed against forged requests.
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
            cookie.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
    }

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    // Identity makes a fresh principal when it looks whether the session still holds; where the agent works is ours to keep.
    private static Task KeepWorkgroup(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(CallerFinder.WorkgroupClaim) is { } workgroup)
        {
            context.NewPrincipal?.AddIdentity(new ClaimsIdentity([workgroup]));
        }

        return Task.CompletedTask;
    }
}
