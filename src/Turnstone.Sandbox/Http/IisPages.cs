using System.Text;
using Microsoft.AspNetCore.Http;

namespace Turnstone.Sandbox.Http;

/// <summary>
/// Pages that are not SOAP. Their words were never recorded from an Exchange server: the titles are those IIS shows to remote
/// clients, the rest is kept short. Assumption.
/// </summary>
internal static class IisPages
{
    public const string NotFound = "404 - File or directory not found.";
    public const string Forbidden = "403 - Forbidden: Access is denied.";
    public const string TooLarge = "413 - Request Entity Too Large";
    public const string LengthRequired = "411 - Length Required";
    public const string MethodNotAllowed = "405 - HTTP verb used to access this page is not allowed.";
    public const string ServiceUnavailable = "503 - Service Unavailable";
    public const string Moved = "Object moved";

    public const string OwaSignIn =
        """
        <!DOCTYPE html><html><head><title>Outlook</title></head><body class="signInBg">
        <form action="/owa/auth.owa" method="POST" name="logonForm"><input type="hidden" name="destination" value="/owa/"/>
        <input name="username" type="text"/><input name="password" type="password"/><input type="submit" value="sign in"/></form></body></html>
        """;

    public const string Wsdl =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" targetNamespace="http://schemas.microsoft.com/exchange/services/2006/messages"/>
        """;

    public static async Task WriteAsync(HttpContext http, int status, string content, string contentType = "text/html")
    {
        var bytes = Encoding.UTF8.GetBytes(Page(status, content));
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    }

    /// <summary>The page's text: an error page around a title, anything else as it is.</summary>
    public static string Page(int status, string content) =>
        content.StartsWith('<') || status == 200
            ? content
            : $"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\r\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{content}</title></head><body><h1>Server Error</h1><h2>{content}</h2></body></html>\r\n";
}
