using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Scalar.AspNetCore;
using Turnstone.Client;
using Turnstone.Server.Requests;

namespace Turnstone.Server.Operations;

/// <summary>What operators and scripts look at first: health, readiness, the description of the REST interface.</summary>
internal static class OperationsSetup
{
    private const string Ready = "ready";

    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [Ready]).AddCheck<Readiness>("staying", tags: [Ready]);
        services.AddSingleton<IApiDescriptionProvider, QueryDescription>();
        services.AddOpenApi("v1", options => options.AddDocumentTransformer<ApiDescription>().AddOperationTransformer<OncePerKeyDescription>());
        services.ConfigureHttpJsonOptions(options => ContractJson.Apply(options.SerializerOptions));
        services.AddValidation();
        return services;
    }

    /// <summary><c>/health</c> answers while the process does; <c>/health/ready</c> while it can work.</summary>
    public static void MapOperations(this WebApplication app)
    {
        app.MapHealthChecks("/health", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/api").AllowAnonymous();
    }
}
