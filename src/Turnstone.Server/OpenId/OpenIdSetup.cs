using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Turnstone.Connectors.Trust;

namespace Turnstone.Server.OpenId;

internal static class OpenIdSetup
{
    /// <summary>The scheme under which the framework speaks with the provider.</summary>
    public const string Scheme = "openid";

    /// <summary>Where the provider sends people back to: what an operator registers with it, behind the server's address.</summary>
    public const string CallbackPath = "/api/v1/session/openid/callback";

    /// <summary>How far the provider's clock and ours may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    /// <summary>How long somebody may take at the provider.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // Keys come from the provider alone; a secret that both sides have (HS…) would let whoever reads our settings write tokens.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static IServiceCollection AddOpenId(this IServiceCollection services, ServerSettings settings)
    {
        services.AddScoped<OpenIdStart>().AddScoped<OpenIdChecks>().AddScoped<OpenIdArrival>().AddScoped<OpenIdLinks>().AddScoped<OpenIdEvents>().AddSingleton<OpenIdAddresses>();
        if (settings.OpenId is { } openId)
        {
            services.AddAuthentication().AddOpenIdConnect(Scheme, options => Configure(options, openId));
            services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<TimeProvider, OpenIdAddresses>((options, time, addresses) =>
            {
                options.TokenValidationParameters.LifetimeValidator = (notBefore, expires, _, parameters) => Holds(notBefore, expires, time.GetUtcNow().UtcDateTime, parameters.ClockSkew);
                options.BackchannelHttpHandler = LineTo(openId, time);
                options.CorrelationCookie.Path = options.NonceCookie.Path = addresses.CookiePath;
            });
        }

        return services;
    }

    private static void Configure(OpenIdConnectOptions options, OpenIdSettings openId)
    {
        options.Authority = openId.Authority.AbsoluteUri;
        options.ClientId = openId.ClientId;
        options.ClientSecret = openId.ClientSecret.Reveal();
        options.RequireHttpsMetadata = !openId.AllowsHttp;
        options.ResponseType = OpenIdConnectResponseType.Code;

        // The answer comes as a link that is followed, so that the cookies need not be open to other sites' forms. The code in it is worth nothing
        // without the verifier (RFC 7636) that stays in the state.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.Scope.Add("email");
        options.MapInboundClaims = false;
        options.ClaimActions.Clear();

        // Where a code is redeemed, addresses are the UserInfo endpoint's to tell (OpenID Connect Core 5.4); tokens may hold them as well.
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapUniqueJsonKey("email", "email");
        options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        options.ClaimActions.MapUniqueJsonKey("name", "name");
        options.TokenValidationParameters.ClockSkew = ClockSkew;
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        options.ProtocolValidator.NonceLifetime = options.RemoteAuthenticationTimeout = Patience;
        options.CallbackPath = CallbackPath;
        options.SignedOutCallbackPath = options.RemoteSignOutPath = default;
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.EventsType = typeof(OpenIdEvents);
        options.DisableTelemetry = true;
    }

    // By our clock, which the library does not ask. A token that never expires is none (OpenID Connect Core 2).
    private static bool Holds(DateTime? notBefore, DateTime? expires, DateTime now, TimeSpan skew) =>
        expires is { } end && now < end + skew && (notBefore is not { } begin || now >= begin - skew);

    private static SocketsHttpHandler LineTo(OpenIdSettings openId, TimeProvider time)
    {
        var line = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (openId.TrustedAuthorities.Count > 0)
        {
            line.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
                new ServerTrust(openId.TrustedAuthorities, time).Validate(sender, certificate, chain, errors);
        }

        return line;
    }
}
