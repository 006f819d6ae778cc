using System.Net;

namespace Turnstone.Ews;

/// <summary>How a request of a certain size was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="MediaType">Of the answer's body.</param>
public readonly record struct SizeAnswer(HttpStatusCode Status, string? MediaType)
{
    /// <summary>EWS itself spoke, be it to refuse, and not the web server before it.</summary>
    public bool IsFromEws => MediaType == "text/xml";

    /// <summary>
    /// Exchange's front end passed the answer on or gave it: it has one of the headers that 2013 and later add to each. What IIS refuses before
    /// any of Exchange runs has none of them, nor has what a proxy refuses.
    /// </summary>
    public bool IsThroughFrontEnd { get; init; }

    /// <summary>What calls itself the server, for people; null where nothing does.</summary>
    public string? Server { get; init; }

    /// <summary>Bytes of the request that were sent before the answer came: none where its announced size was enough to refuse it.</summary>
    public long Sent { get; init; }

    /// <summary>EWS asks to be left alone: ErrorServerBusy or one of its kin.</summary>
    public bool IsBusy { get; init; }
}
