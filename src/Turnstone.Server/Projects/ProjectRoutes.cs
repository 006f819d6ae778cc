using Turnstone.Client.Projects;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Projects;

internal static class ProjectRoutes
{
    public static void MapProjects(this IEndpointRouteBuilder routes)
    {
        var projects = routes.MapGroup("/projects").WithTags("Projects");
        projects.MapGet("/", ([AsParameters] ProjectQuery query, ProjectService service, CancellationToken cancellationToken) => service.ListAsync(query, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListProjects").WithSummary("Lists the projects you see, by name.");
        projects.MapGet("/{project:guid}", (Guid project, ProjectService service, CancellationToken cancellationToken) => service.GetAsync(project, cancellationToken))
            .Needs(Ability.See)
            .WithName("GetProject").WithSummary("Shows a project.");
        projects.MapPost("/", async (ProjectDraft draft, ProjectService service, CancellationToken cancellationToken) => Created(await service.AddAsync(draft, cancellationToken)))
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("AddProject").WithSummary("Adds a project.");
        projects.MapPost("/{project:guid}/clone", async (Guid project, ProjectCloneDraft draft, ProjectService service, CancellationToken cancellationToken) =>
                Created(await service.CloneAsync(project, draft, cancellationToken)))
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("CloneProject").WithSummary("Adds a project with the settings of another and none of its mailboxes.");
        projects.MapPut("/{project:guid}", (Guid project, ProjectDraft draft, ProjectService service, CancellationToken cancellationToken) =>
                service.ChangeAsync(project, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("ChangeProject").WithSummary("Makes a project what the request says.");
        projects.MapPost("/{project:guid}/archive", (Guid project, ProjectService service, CancellationToken cancellationToken) =>
                service.ArchiveAsync(project, isArchived: true, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("ArchiveProject").WithSummary("Puts a project away; nothing of it is lost.");
        projects.MapPost("/{project:guid}/restore", (Guid project, ProjectService service, CancellationToken cancellationToken) =>
                service.ArchiveAsync(project, isArchived: false, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("RestoreProject").WithSummary("Brings a project back that was put away.");
        projects.MapPost("/{project:guid}/validate", (Guid project, ProjectService service, CancellationToken cancellationToken) =>
                service.ValidateAsync(project, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("ValidateProject").WithSummary("Tries both endpoints and says which one is at fault.");
        projects.MapPost("/check-options", (SupportOptionsDraft draft) => TypedResults.Ok(SupportOptionCheck.InfoOf(draft.SupportOptions)))
            .Needs(Ability.See)
            .WithName("CheckSupportOptions").WithSummary("Says of support options which are understood.");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.Created<ProjectInfo> Created(ProjectInfo added) => TypedResults.Created($"/api/v1/projects/{added.Id}", added);
}
