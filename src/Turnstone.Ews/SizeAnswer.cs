using System.Net;

namespace Turnstone.Ews;

/// <summary>How a request of a certain size was answered.</summary>
public readonly record struct SizeAnswer(HttpStatusCode Status, string? MediaType)
{
    /// <summary>EWS itself spoke, be it to refuse, and not the web server before it.</summary>
    public bool IsFromEws => MediaType == "text/xml";
}
