using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Turnstone.Sandbox.Tls;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Turnstone.Tests.Server.OpenId;

/// <summary>
/// A real OpenID Connect provider, OpenIddict, by HTTPS on loopback under an authority of its own: codes work once and want their verifier. Whoever comes
/// to its sign-in page is <see cref="Person"/>; <see cref="Spoil"/> makes it lie.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string Client = "turnstone";
    public const string Secret = "MarkedClientSecret-of-the-tests-that-is-long-enough";

    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "one" };

    private readonly CertificateAuthority _authority;
    private readonly SqliteConnection _rows;
    private readonly WebApplication _server;

    // Its rows are in memory, on the one connection that holds them.
    private readonly SemaphoreSlim _turn = new(1, 1);

    private OpenIdProvider(CertificateAuthority authority, SqliteConnection rows, WebApplication server) => (_authority, _rows, _server) = (authority, rows, server);

    /// <summary>Where it is, as its tokens say.</summary>
    public Uri Issuer => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    /// <summary>Who signs in there; null for somebody who gives up.</summary>
    public OpenIdPerson? Person { get; set; }

    /// <summary>What is made of its next ID tokens before they leave it; null for the truth.</summary>
    public Func<JsonObject, string>? Spoil { get; set; }

    /// <summary>Every token that left it.</summary>
    public List<string> Tokens { get; } = [];

    public string AuthorityPem => _authority.ExportPem();

    /// <summary>Signs claims as it signs them itself.</summary>
    public static string Sign(JsonObject claims) => Sign(claims, new SigningCredentials(Key, SecurityAlgorithms.RsaSha256));

    public static string Sign(JsonObject claims, SigningCredentials? credentials) =>
        credentials is null ? new JsonWebTokenHandler().CreateToken(claims.ToJsonString()) : new JsonWebTokenHandler().CreateToken(claims.ToJsonString(), credentials);

    /// <summary>Its key's name with another key behind it.</summary>
    public static SigningCredentials Forger() => new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = Key.KeyId }, SecurityAlgorithms.RsaSha256);

    public static async Task<OpenIdProvider> StartAsync(TimeProvider time, string callback, CancellationToken cancellationToken)
    {
        var authority = CertificateAuthority.Create(time);
        var rows = new SqliteConnection("Data Source=:memory:");
        await rows.OpenAsync(cancellationToken);
        var server = Build(time, authority, rows);
        var provider = new OpenIdProvider(authority, rows, server);
        provider.Map();
        await provider.RegisterAsync(callback, cancellationToken);
        await server.StartAsync(cancellationToken);
        return provider;
    }

    /// <summary>It is down from here on.</summary>
    public Task StopAsync() => _server.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        await _rows.DisposeAsync();
        _turn.Dispose();
        _authority.Dispose();
    }

    private static WebApplication Build(TimeProvider time, CertificateAuthority authority, SqliteConnection rows)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(authority.IssueServerCertificate("127.0.0.1"))));
        builder.Services.AddSingleton(time);
        builder.Services.AddDbContext<DbContext>(options => options.UseSqlite(rows).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo").SetEndSessionEndpointUris("end");
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().RegisterScopes(Scopes.Email, Scopes.Profile);
                server.AddEphemeralEncryptionKey().AddSigningKey(Key);
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough();
            });
        return builder.Build();
    }

    private void Map()
    {
        _server.Use(async (HttpContext context, RequestDelegate next) =>
        {
            await _turn.WaitAsync(context.RequestAborted);
            try
            {
                await next(context);
            }
            finally
            {
                _turn.Release();
            }
        });
        _server.Use(SpoilAsync);
        _server.UseAuthentication();
        _server.MapGet("/authorize", (HttpContext context) => Person is { } person
            ? Results.SignIn(PrincipalOf(person, context.GetOpenIddictServerRequest()!), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
            : Results.Forbid(
                new AuthenticationProperties(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied }),
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]));
        _server.MapGet("/userinfo", async (HttpContext context) =>
        {
            var principal = (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
            return new JsonObject
            {
                [Claims.Subject] = principal.GetClaim(Claims.Subject), [Claims.Name] = principal.GetClaim(Claims.Name),
                [Claims.Email] = principal.GetClaim(Claims.Email), [Claims.EmailVerified] = principal.GetClaim(Claims.EmailVerified) == "true",
            };
        });
    }

    private static ClaimsPrincipal PrincipalOf(OpenIdPerson person, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, person.Subject).SetClaim(Claims.Email, person.Address).SetClaim(Claims.EmailVerified, person.IsVerified).SetClaim(Claims.Name, person.Name);
        identity.SetClaims(Claims.AuthenticationMethodReference, [.. person.Methods]);
        identity.SetScopes(request.GetScopes());

        // Addresses are left to the UserInfo endpoint, as strict providers do.
        identity.SetDestinations(claim => claim.Type is Claims.Subject or Claims.AuthenticationMethodReference ? [Destinations.AccessToken, Destinations.IdentityToken] : [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    private async Task RegisterAsync(string callback, CancellationToken cancellationToken)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(
            new OpenIddictApplicationDescriptor
            {
                ClientId = Client,
                ClientSecret = Secret,
                ClientType = ClientTypes.Confidential,
                ConsentType = ConsentTypes.Implicit,
                RedirectUris = { new Uri(callback) },
                Permissions =
                {
                    Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.GrantTypes.AuthorizationCode,
                    Permissions.ResponseTypes.Code, Permissions.Scopes.Email, Permissions.Scopes.Profile,
                },
            },
            cancellationToken);
    }

    private async Task SpoilAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != "/token")
        {
            await next(context);
            return;
        }

        var line = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        await next(context);
        context.Response.Body = line;
        var answer = JsonNode.Parse(held.ToArray())!.AsObject();
        if (answer["id_token"] is { } token)
        {
            answer["id_token"] = Spoil is { } spoil ? spoil(ClaimsOf((string)token!)) : (string)token!;
            Tokens.AddRange([(string)answer["id_token"]!, (string)answer["access_token"]!]);
        }

        context.Response.ContentLength = null;
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private static JsonObject ClaimsOf(string token) => JsonNode.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[1]))!.AsObject();
}
