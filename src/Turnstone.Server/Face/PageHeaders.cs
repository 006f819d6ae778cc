using System.Security.Cryptography;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Turnstone.Server.Face;

/// <summary>
/// What a browser is told of a page: nothing comes from elsewhere, nothing runs but our own scripts and the one in the head that carries this answer's
/// nonce, no other site frames it. Attributes of style are let through, as tables and progress bars set widths and heights by them; sheets within the
/// page are not.
/// </summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    private const string Nonce = "turnstone.nonce";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            Apply(context);
        }

        return next(context);
    }

    /// <summary>The nonce of the page that is being answered.</summary>
    public static string NonceOf(HttpContext context) => (string)context.Items[Nonce]!;

    /// <summary>Sets them, with a nonce that nobody can guess.</summary>
    public static void Apply(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[Nonce] = nonce;
        Apply(
            context,
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'");
    }

    /// <summary>Sets them, with a policy of the page's own.</summary>
    public static void Apply(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
