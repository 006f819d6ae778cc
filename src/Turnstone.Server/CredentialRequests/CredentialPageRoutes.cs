using System.Text;
using Microsoft.AspNetCore.Mvc;
using Turnstone.Connectors;
using Turnstone.Server.Security;
using Turnstone.Storage.Mailboxes;

namespace Turnstone.Server.CredentialRequests;

/// <summary>
/// The page behind the link: a form without a script, a cookie or anything from elsewhere. Its code is all that it goes by, so that no other site can make
/// a browser send it.
/// </summary>
internal static class CredentialPageRoutes
{
    private const int LongestForm = 16 << 10;
    private const int LongestPassword = 1000;

    public static void MapCredentialPage(this IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup($"/{CredentialLinks.Page}").AllowAnonymous().RequireRateLimiting(SecuritySetup.GuessLimit).ExcludeFromDescription();
        page.MapGet("/", async (string? code, HttpResponse response, CredentialDoor door, CancellationToken cancellationToken) =>
        {
            var ask = await door.OpenAsync(code ?? "", cancellationToken);
            await WriteAsync(response, ask is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, ask is null ? CredentialPage.Gone() : CredentialPage.Form(ask, code!), cancellationToken);
        });
        page.MapPost("/", GiveAsync).WithMetadata(new RequestSizeLimitAttribute(LongestForm));
    }

    private static async Task GiveAsync(HttpRequest request, HttpResponse response, CredentialDoor door, CancellationToken cancellationToken)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
        var code = form[CredentialPage.Code].ToString();
        var (source, destination) = (EntryOf(form, CredentialPage.SourceLogin, CredentialPage.SourcePassword), EntryOf(form, CredentialPage.DestinationLogin, CredentialPage.DestinationPassword));
        var ask = await door.OpenAsync(code, cancellationToken);
        if (ask is not null && ((ask.Source is not null && !IsSound(source)) || (ask.Destination is not null && !IsSound(destination))))
        {
            var page = CredentialPage.Form(ask, code, source.Login, destination.Login, CredentialTrouble.Blank);
            await WriteAsync(response, StatusCodes.Status400BadRequest, page, cancellationToken);
            return;
        }

        var (status, html) = ask is null ? (StatusCodes.Status404NotFound, CredentialPage.Gone()) : await door.GiveAsync(code, source, destination, cancellationToken) switch
        {
            CredentialOutcome.Kept kept => (StatusCodes.Status200OK, CredentialPage.Thanks(kept.Ask)),
            CredentialOutcome.NotAccepted no => (
                StatusCodes.Status422UnprocessableEntity,
                CredentialPage.Form(no.Ask, code, source.Login, destination.Login, new CredentialTrouble(no.AtSource, no.AtDestination))),
            _ => (StatusCodes.Status404NotFound, CredentialPage.Gone()),
        };
        await WriteAsync(response, status, html, cancellationToken);
    }

    private static CredentialEntry EntryOf(IFormCollection form, string login, string password) => new(form[login].ToString().Trim(), new Secret(form[password].ToString()));

    private static bool IsSound(CredentialEntry entry) => entry.Login.Length is > 0 and <= Mailbox.LongestLogin && entry.Password.Reveal().Length is > 0 and <= LongestPassword;

    private static Task WriteAsync(HttpResponse response, int status, string html, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        var headers = response.Headers;
        headers.ContentSecurityPolicy = CredentialPage.ContentPolicy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        return response.WriteAsync(html, Encoding.UTF8, cancellationToken);
    }
}
