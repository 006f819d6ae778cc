using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Notices;

/// <summary>What all notices of a project have in common.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Company">Its customer's.</param>
/// <param name="Webmail">Where people open the new mailbox in a browser; empty where the destination is found by Autodiscover.</param>
internal sealed record NoticeContext(string Project, string Company, string Webmail)
{
    /// <summary>That of a project.</summary>
    public static async Task<NoticeContext> ReadAsync(PlaneContext rows, Project project, CancellationToken cancellationToken)
    {
        var company = await rows.Customers.Where(row => row.Id == project.CustomerId).Select(row => row.CompanyName).SingleAsync(cancellationToken);
        var address = await rows.Endpoints.Where(row => row.Id == project.DestinationId).Select(row => row.Address).SingleOrDefaultAsync(cancellationToken);

        // Mailboxes move through EWS; people read at the same host under /owa.
        var webmail = Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps ? new Uri(url, "/owa/").AbsoluteUri : "";
        return new NoticeContext(project.Name, company, webmail);
    }
}
