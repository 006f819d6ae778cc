namespace Turnstone.Server.Operations.Logs;

/// <summary>
/// What may be logged. We say what we have to say ourselves, by ids and counts; what the frameworks say below a warning repeats what people sent:
/// whole addresses with their queries, parameters that do not fit, keys. These rules go before any level that an operator sets.
/// </summary>
public static class LogRules
{
    /// <summary>Whose words are let through at all, and from which level on.</summary>
    private static readonly (string Category, LogLevel Least)[] Others =
    [
        ("Microsoft", LogLevel.Warning),
        ("System", LogLevel.Warning),
        ("Npgsql", LogLevel.Warning),

        // That no certificate encrypts the keys: the folder's rights do, and it would be said at each start.
        ("Microsoft.AspNetCore.DataProtection", LogLevel.Error),

        // Some 45 lines at each start, two for each grain, and a warning of a watchdog that counts from the machine's start.
        ("Orleans", LogLevel.Error),
        ("Polly", LogLevel.Error),

        // What it finds wrong with an answer repeats what a provider wrote; we say it by kind.
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None),
    ];

    /// <summary>Holds every provider to the rules.</summary>
    public static ILoggingBuilder Apply(this ILoggingBuilder logging)
    {
        foreach (var (category, least) in Others)
        {
            logging.AddFilter(category, least);
        }

        return logging;
    }
}
