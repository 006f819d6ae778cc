using Microsoft.Extensions.Logging;
using Turnstone.Server.Operations.Logs;

namespace Turnstone.Cli.Serving;

/// <summary>The log of <c>turnstone serve</c>: on the error stream, so that standard output stays for what a script waits for.</summary>
internal static class ServerLog
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Sets it up in one form, from a level on; what may be said at all is <see cref="LogRules"/>' to say.</summary>
    public static void Configure(ILoggingBuilder logging, LogForm form, LogLevel least)
    {
        // Without scopes: the framework's hold the address that was asked for.
        logging.ClearProviders().SetMinimumLevel(least);
        switch (form)
        {
            case LogForm.Text:
                logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp, console.IncludeScopes) = (true, Moment + " ", true, false));
                break;
            case LogForm.Json:
                logging.AddJsonConsole(console => (console.TimestampFormat, console.UseUtcTimestamp, console.IncludeScopes) = (Moment, true, false));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(form), form, "No such form.");
        }

        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
