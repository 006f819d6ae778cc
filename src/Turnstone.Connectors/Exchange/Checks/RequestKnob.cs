using System.Net;
using Turnstone.Ews;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>
/// Which setting refused a request for its size, by how the refusal looks. Microsoft tells the settings (client-message-size-limits); that IIS's filter
/// runs before any of Exchange and WCF's limit behind its front end is how those programs are built.
/// </summary>
/// <param name="Name">The setting and where it is.</param>
/// <param name="Evidence">By what it is recognised.</param>
/// <param name="Remedy">How to raise it.</param>
internal sealed record RequestKnob(string Name, string Evidence, string Remedy)
{
    private const string Raise =
        " maxAllowedContentLength is in both files and maxReceivedMessageSize 14 times in the second, and all of them are raised together: turnstone prepare iis patches copies of both. IIS has to be restarted, and a cumulative update undoes it. maxRequestLength is not used by EWS.";

    public static RequestKnob Of(SizeAnswer answer) => (answer.Status, answer.IsThroughFrontEnd) switch
    {
        (HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest, true) => new(
            "maxReceivedMessageSize of the back end (ClientAccess\\exchweb\\ews\\web.config)",
            $"HTTP {(int)answer.Status} came through Exchange's front end",
            "To take larger messages raise maxReceivedMessageSize in ClientAccess\\exchweb\\ews\\web.config on every mailbox server." + Raise),
        (_, true) => new(
            "maxAllowedContentLength of the back end (ClientAccess\\exchweb\\ews\\web.config)",
            $"HTTP {(int)answer.Status} came through Exchange's front end",
            "To take larger messages raise maxAllowedContentLength in ClientAccess\\exchweb\\ews\\web.config on every mailbox server." + Raise),
        (HttpStatusCode.NotFound, false) => new(
            "maxAllowedContentLength of the front end (FrontEnd\\HttpProxy\\ews\\web.config)",
            "HTTP 404 came from IIS's request filter (404.13), before any of Exchange",
            "To take larger messages raise maxAllowedContentLength in FrontEnd\\HttpProxy\\ews\\web.config on every server that clients reach." + Raise),
        _ => new(
            $"the limit of what stands before Exchange ({answer.Server ?? "it does not tell its name"})",
            $"HTTP {(int)answer.Status} came without any header of Exchange",
            "Raise the largest request of the proxy or load balancer (nginx: client_max_body_size; HAProxy and appliances: the body size of their firewall rules), or give the server's own address."),
    };
}
