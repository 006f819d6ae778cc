using System.Net;

namespace Turnstone.Ews;

/// <summary>How a request made by hand was answered.</summary>
public readonly record struct RawAnswer(HttpStatusCode Status, string? MediaType)
{
    /// <summary>EWS itself spoke, be it to refuse, and not the web server before it.</summary>
    public bool IsFromEws => MediaType == "text/xml";
}
