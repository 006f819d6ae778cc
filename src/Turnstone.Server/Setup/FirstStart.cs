using Turnstone.Server.Mail;

namespace Turnstone.Server.Setup;

/// <summary>What a program that starts the server tells its operator.</summary>
public static class FirstStart
{
    /// <summary>
    /// The link that makes whoever opens it the first Administrator; null once somebody has. It works once, until the next start, and is
    /// written nowhere else. Asked for when the server has started.
    /// </summary>
    public static async Task<Uri?> SetupLinkAsync(WebApplication server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        await using var scope = server.Services.CreateAsyncScope();
        var code = await scope.ServiceProvider.GetRequiredService<SetupService>().IssueCodeAsync(cancellationToken);
        return code is null ? null : scope.ServiceProvider.GetRequiredService<Links>().To("setup", code);
    }
}
