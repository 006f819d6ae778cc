using Turnstone.Server.Invitations;
using Turnstone.Server.Passwords;
using Turnstone.Server.Sessions;
using Turnstone.Server.TwoStep;

namespace Turnstone.Server.Agents;

internal static class AgentSetup
{
    /// <summary>All that people do with their accounts and each other's.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services) => services
        .AddScoped<SessionService>().AddScoped<SignInChecks>().AddScoped<SessionCookie>().AddSingleton<SecondStep>()
        .AddScoped<TwoStepService>().AddScoped<PasswordWriter>().AddScoped<PasswordService>().AddScoped<PasswordResetService>()
        .AddScoped<AgentService>().AddScoped<InvitationService>().AddScoped<AcceptanceService>();
}
