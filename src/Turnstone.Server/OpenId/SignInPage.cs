using System.Text.Encodings.Web;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.OpenId;

/// <summary>What a browser is shown that comes back from the provider. Plain pages without a script, which nothing else may be loaded into.</summary>
internal static class SignInPage
{
    /// <summary>
    /// Goes on by itself. Not by a redirect: that would still be the provider's doing, and the browser would keep the session's cookie, which no
    /// other site may make it send, from the page it leads to.
    /// </summary>
    public static Task GoOnAsync(HttpResponse response, string address) =>
        WriteAsync(response, StatusCodes.Status200OK, "You are signed in", "Going on …", address, "Go on", $"<meta http-equiv=\"refresh\" content=\"0;url={Encode(address)}\">");

    /// <summary>Says why not.</summary>
    public static Task RefuseAsync(HttpResponse response, Refusal refusal, string back) =>
        WriteAsync(response, refusal.Status, "You are not signed in", $"{refusal.Message} ({refusal.Code})", back, "Back", "");

    private static Task WriteAsync(HttpResponse response, int status, string title, string text, string address, string link, string head)
    {
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{head}<title>{Encode(title)} – Turnstone</title></head>
            <body><h1>{Encode(title)}</h1><p>{Encode(text)}</p><p><a href="{Encode(address)}">{Encode(link)}</a></p></body>
            </html>
            """,
            response.HttpContext.RequestAborted);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
