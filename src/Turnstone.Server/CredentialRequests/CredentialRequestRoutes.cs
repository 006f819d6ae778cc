using Turnstone.Client.CredentialRequests;
using Turnstone.Client.Mailboxes;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.CredentialRequests;

internal static class CredentialRequestRoutes
{
    public static void MapCredentialRequests(this IEndpointRouteBuilder routes)
    {
        var requests = routes.MapGroup("/projects/{project:guid}/credential-requests").WithTags("Credential requests");
        requests.MapGet("/", (Guid project, [AsParameters] CredentialRequestQuery query, CredentialRequestService service, CancellationToken cancellationToken) =>
                service.ListAsync(project, query, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListCredentialRequests").WithSummary("Lists requests to users for their user names and passwords, the newest first.");
        requests.MapPost("/", (Guid project, CredentialRequestDraft draft, CredentialRequestService service, CancellationToken cancellationToken) =>
                service.AskAsync(project, draft, cancellationToken))
            .OncePerKey().Needs(Ability.RunProjects)
            .WithName("AskForCredentials").WithSummary("Asks users of mailboxes by mail for their user names and passwords; a link that they have already is replaced.");
        requests.MapPost("/withdraw", (Guid project, MailboxSelection selection, CredentialRequestService service, CancellationToken cancellationToken) =>
                service.WithdrawAsync(project, selection, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("WithdrawCredentialRequests").WithSummary("Withdraws requests that stand: their links work no longer.");
    }
}
