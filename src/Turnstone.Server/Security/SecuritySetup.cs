using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
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

    /// <summary>How long a session lasts in which nothing is asked for.</summary>
    public static readonly TimeSpan SessionHolds = TimeSpan.FromHours(12);

    private const string Either = "session-or-token";

    public static IServiceCollection AddSecurity(this IServiceCollection services, ServerSettings settings)
    {
        services.AddDataProtection()
            .SetApplicationName("Turnstone")
            .PersistKeysToFileSystem(KeysOf(settings));
        services.AddScoped<Workspace>().AddScoped<CallerFinder>().AddScoped<Doorkeeper>().AddScoped<NewAgents>().AddScoped<NewPasswords>().AddScoped<AgentLog>();
        services.AddScoped<IAuthorizationHandler, AbilityHandler>();
        AddAccounts(services);
        AddDoors(services);
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(GuessLimit, context => IsLook(context)
                ? RateLimitPartition.GetNoLimiter<IPAddress?>(null)
                : RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress, _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        });
        return services;
    }

    // To look at a page's form is no guess yet; whole offices come from one address.
    private static bool IsLook(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    // The folder's rights are what keeps the keys: one of ours is tightened where it was made before they counted; one that was named may be shared by servers.
    private static DirectoryInfo KeysOf(ServerSettings settings)
    {
        var path = settings.KeysDirectory ?? Path.Combine(settings.DataDirectory, "keys");
        PrivateFolder.Make(path, tightens: settings.KeysDirectory is null);
        return new DirectoryInfo(path);
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
            options.OnRefreshingPrincipal = KeepOurs;
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
            cookie.ExpireTimeSpan = SessionHolds;
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

    // Identity makes a fresh principal when it looks whether the session still holds; where the agent works, and how they came in, is ours to keep.
    private static Task KeepOurs(SecurityStampRefreshingPrincipalContext context)
    {
        var ours = context.CurrentPrincipal?.FindAll(claim => claim.Type is CallerFinder.WorkgroupClaim or CallerFinder.TwoStepsClaim) ?? [];
        context.NewPrincipal?.AddIdentity(new ClaimsIdentity(ours));
        return Task.CompletedTask;
    }
}
