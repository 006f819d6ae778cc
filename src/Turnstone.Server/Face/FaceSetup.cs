using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Turnstone.Server.Components;
using Turnstone.Server.Components.Overlays;
using Turnstone.Server.Face.Frame;
using Turnstone.Server.Security;
using Turnstone.Server.Sessions;

namespace Turnstone.Server.Face;

/// <summary>Pages: Razor components of our own, on the server, by the same doors as REST.</summary>
internal static class FaceSetup
{
    /// <summary>Before what refuses scripts, and after the doors.</summary>
    public static IServiceCollection AddFace(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = "turnstone.form";
            forgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

            // Ours is a stricter word on frames.
            forgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<FaceAssets>().AddSingleton<PageAddresses>();
        services.AddSingleton<PageTroubles>().AddSingleton<IExceptionHandler>(provider => provider.GetRequiredService<PageTroubles>());
        services.ConfigureApplicationCookie(cookie =>
        {
            var forScripts = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = context => PageTroubles.IsPage(context.HttpContext.GetEndpoint())
                ? context.HttpContext.RequestServices.GetRequiredService<PageTroubles>().SignInFirstAsync(context.HttpContext)
                : forScripts(context);
        });
        return services.AddScoped<Desk>().AddScoped<Reader>().AddScoped<FaceScript>().AddScoped<Toasts>().AddScoped<FrameNews>().AddScoped<RecentCustomers>().AddScoped<FrameService>();
    }

    /// <summary>What stands in the way to pages: after sign-in, before routes are run.</summary>
    public static void UseFace(this WebApplication app) => app.UseMiddleware<PageHeaders>().UseMiddleware<ReaderCulture>().UseMiddleware<OutdatedForms>().UseAntiforgery();

    public static void MapFace(this WebApplication app)
    {
        app.MapFaceAssets();
        app.MapSessionPages();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'").Add(Guard);
    }

    // A page says who may see it. Blazor's own addresses: the circuit is for those who are signed in, the rest says nothing.
    private static void Guard(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<NeedsAttribute>().FirstOrDefault() is { } needs)
        {
            endpoint.Metadata.Add(RouteAbility.PolicyOf(needs.Ability));
        }
        else if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
        {
            endpoint.Metadata.Add(endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal)
                ? RouteAbility.PolicyOf(Ability.KnowOneself)
                : new AllowAnonymousAttribute());
        }
    }
}
