using System.Net;
using System.Text.RegularExpressions;

namespace Turnstone.Ews.Transport;

/// <summary>Answers that are not SOAP, and what they mean. The known lies of IIS and of what stands before it are handled here and nowhere else.</summary>
internal static partial class HttpOddities
{
    /// <summary>
    /// From this size on, size is the likely cause of a 404 or 400 without SOAP: IIS answers 404 (sub-status 13) and WCF 400 or 413 to a request beyond
    /// their limits, which start at 35 MB (2010) and 64 MiB (2013 and later) and are seldom lowered under this.
    /// </summary>
    public const long LargeRequest = 1 << 20;

    private const int PageHead = 8 * 1024;

    /// <summary>Exchange's forms sign-in says so where a page would be of no use: Login Timeout.</summary>
    private const HttpStatusCode LoginTimeout = (HttpStatusCode)440;

    /// <summary>Null where the answer should be read as SOAP.</summary>
    public static async ValueTask<EwsHttpException?> RecogniseAsync(
        HttpResponseMessage response, PeekingReader text, long requestLength, RequestFacts facts, string? scheme, TimeProvider time)
    {
        // 401 and redirects are judged by their status alone, whatever page comes with them.
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return Failure(EwsHttpErrorKind.Unauthorized, Refusals.Describe(response, scheme));
        }

        if (response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400)
        {
            return LoginPages.IsLoginAddress(location.OriginalString)
                ? Failure(EwsHttpErrorKind.LoginPage, LoginPages.Describe(location.OriginalString), location: location)
                : Failure(EwsHttpErrorKind.Redirected, $"the answer points to {location.OriginalString}. Give that address if it is the right one.", location: location);
        }

        ReadOnlyMemory<char> start = (await text.PeekAsync(256)).TrimStart();
        if (start.Span.StartsWith("<") && !IsHtml(response, start.Span))
        {
            return null;
        }

        // Nothing at all under success: an answer cut short at its first byte, which the XML reader will say.
        if (start.IsEmpty && response.IsSuccessStatusCode)
        {
            return null;
        }

        string page = (await text.PeekAsync(PageHead)).ToString();
        string? title = Title().Match(page) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value).Trim() : null;
        EwsHttpErrorKind kind = KindOf(response.StatusCode, page, requestLength, isPage: start.Length > 0);
        return Failure(kind, kind == EwsHttpErrorKind.LoginPage ? LoginPages.Describe(page) : Describe(kind, response.StatusCode, title, requestLength), title);

        EwsHttpException Failure(EwsHttpErrorKind kind, string message, string? title = null, Uri? location = null) =>
            new(facts, kind, message, kind == EwsHttpErrorKind.Unauthorized ? null : RetryAfter(response, time), title, location);
    }

    private static EwsHttpErrorKind KindOf(HttpStatusCode status, string page, long requestLength, bool isPage) => status switch
    {
        HttpStatusCode.RequestEntityTooLarge => EwsHttpErrorKind.RequestTooLarge,
        HttpStatusCode.NotFound or HttpStatusCode.BadRequest when page.Contains("404.13", StringComparison.Ordinal) || requestLength >= LargeRequest =>
            EwsHttpErrorKind.RequestTooLarge,
        HttpStatusCode.NotFound => EwsHttpErrorKind.NotFound,
        HttpStatusCode.Forbidden => EwsHttpErrorKind.Forbidden,
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => EwsHttpErrorKind.ServiceUnavailable,
        LoginTimeout => EwsHttpErrorKind.LoginPage,
        _ when LoginPages.IsLoginPage(page) => EwsHttpErrorKind.LoginPage,
        _ when (int)status < 300 && isPage => EwsHttpErrorKind.WebPage,
        _ => EwsHttpErrorKind.Other,
    };

    private static string Describe(EwsHttpErrorKind kind, HttpStatusCode status, string? title, long requestLength) => kind switch
    {
        EwsHttpErrorKind.RequestTooLarge => $"the request of {requestLength} bytes is larger than the server takes (HTTP {(int)status}). The limits are maxAllowedContentLength and maxReceivedMessageSize in EWS's web.config files.",
        EwsHttpErrorKind.NotFound => "there is no EWS at this address (HTTP 404). Check the address.",
        EwsHttpErrorKind.Forbidden => "access was denied (HTTP 403). EWS may be off, or blocked for this account or program (EwsEnabled, EwsApplicationAccessPolicy).",
        EwsHttpErrorKind.ServiceUnavailable => $"the server has no room now (HTTP {(int)status}). Try again later.",
        EwsHttpErrorKind.WebPage => $"a web page{Named(title)} came instead of EWS. Check the address.",
        _ => $"HTTP {(int)status}{Named(title)} came instead of an answer.",
    };

    private static string Named(string? title) => string.IsNullOrEmpty(title) ? "" : $" ({(title.Length > 120 ? title[..120] : title)})";

    private static bool IsHtml(HttpResponseMessage response, ReadOnlySpan<char> start) =>
        response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml"
        || start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
        || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    [GeneratedRegex("<title[^>]*>([^<]{0,400})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();
}
