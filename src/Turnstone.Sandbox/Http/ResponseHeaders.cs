using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Turnstone.Sandbox.Http;

/// <summary>The headers and cookies of 2013 and later, as recorded from 15.2.1748.10 ([R] exchange2019).</summary>
internal static class ResponseHeaders
{
    private static readonly TimeSpan BackEndCookieLife = TimeSpan.FromMinutes(10);

    public static void Write(HttpContext http, TimeProvider time)
    {
        WriteServer(http);
        var headers = http.Response.Headers;
        headers.CacheControl = "private";
        headers["request-id"] = Guid.NewGuid().ToString();
        headers["X-CalculatedBETarget"] = ServerNames.FullHost;
        headers["X-DiagInfo"] = ServerNames.Host;
        headers["X-BEServer"] = ServerNames.Host;
        headers["X-AspNet-Version"] = "4.0.30319";
        headers["X-FEServer"] = ServerNames.Host;
        if (http.Request.Headers["return-client-request-id"] == "true" && http.Request.Headers["client-request-id"] is [{ } clientId])
        {
            headers["client-request-id"] = clientId;
        }

        WriteCookies(http, time);
    }

    /// <summary>What IIS itself adds to any answer.</summary>
    public static void WriteServer(HttpContext http)
    {
        http.Response.Headers.Server = "Microsoft-IIS/10.0";
        http.Response.Headers["X-Powered-By"] = "ASP.NET";
    }

    // Cookies are set even on a 401; the second pins the mailbox server for ten minutes ([R]).
    private static void WriteCookies(HttpContext http, TimeProvider time)
    {
        if (!http.Request.Cookies.ContainsKey("exchangecookie"))
        {
            http.Response.Headers.Append("Set-Cookie", $"exchangecookie={Guid.NewGuid():N}; path=/; HttpOnly");
        }

        // ASP.NET writes dates of cookies with dashes; Apache's client, so DavMail, complains of any other form.
        var expires = (time.GetUtcNow() + BackEndCookieLife).ToString("ddd, dd-MMM-yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);
        var secure = http.Request.IsHttps ? "; secure" : "";
        http.Response.Headers.Append("Set-Cookie", $"X-BackEndCookie={ServerNames.Host}; expires={expires}; path=/EWS{secure}; HttpOnly");
    }
}
