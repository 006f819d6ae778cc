namespace Turnstone.Server.Projects;

internal static class ProjectSetup
{
    public static IServiceCollection AddProjects(this IServiceCollection services) =>
        services.AddSingleton<ProjectEndpoints>().AddScoped<SeenProjects>().AddScoped<ProjectService>().AddScoped<RunbookFacts>().AddScoped<RunbookService>().AddScoped<HandOverService>();
}
