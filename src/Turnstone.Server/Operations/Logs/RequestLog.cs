using System.Security.Claims;
using Microsoft.AspNetCore.Diagnostics;
using Turnstone.Server.Security;

namespace Turnstone.Server.Operations.Logs;

/// <summary>
/// A line for each request: method, the route's template, status, time, and who. Never the address as it came, its query, a body or where it came
/// from: templates say what was asked for, and hold nothing that people wrote.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    private const string NoRoute = "(no route)";

    public async Task InvokeAsync(HttpContext context)
    {
        var began = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Log(context, time.GetElapsedTime(began));
        }
    }

    /// <summary>The template of what was asked for.</summary>
    internal static string RouteOf(HttpContext context)
    {
        // Where something was refused, the exception's handler keeps the endpoint.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        return (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;
    }

    private void Log(HttpContext context, TimeSpan took)
    {
        var (method, route, status, milliseconds) = (MethodOf(context.Request.Method), RouteOf(context), context.Response.StatusCode, (long)took.TotalMilliseconds);
        if (route.StartsWith("/health", StringComparison.Ordinal))
        {
            LogProbe(method, route, status, milliseconds);
        }
        else if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } agent)
        {
            LogRequestOf(method, route, status, milliseconds, agent, context.User.FindFirstValue(CallerFinder.WorkgroupClaim));
        }
        else
        {
            LogRequest(method, route, status, milliseconds);
        }
    }

    // A method is any word a client writes.
    private static string MethodOf(string method) => HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method)
        || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsPatch(method) ? method : "(another)";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} answered {Status} in {Milliseconds} ms")]
    private partial void LogRequest(string method, string route, int status, long milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} answered {Status} in {Milliseconds} ms, to agent {Agent} of workgroup {Workgroup}")]
    private partial void LogRequestOf(string method, string route, int status, long milliseconds, string agent, string? workgroup);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Route} answered {Status} in {Milliseconds} ms")]
    private partial void LogProbe(string method, string route, int status, long milliseconds);
}
