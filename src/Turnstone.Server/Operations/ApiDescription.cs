using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Turnstone.Server.Operations;

/// <summary>What the description of the REST interface says of the whole.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Turnstone",
            Version = "v1",
            Description = "Moves mailboxes from IMAP servers into on-premises Exchange. Sign in with a personal access token: Authorization: Bearer tst_…",
        };

        // Where it happens to be served is no part of the contract.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A personal access token." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
        return Task.CompletedTask;
    }
}
