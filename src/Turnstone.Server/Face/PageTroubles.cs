using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.Face;

/// <summary>What goes wrong on the way to a page is a page: for a person, and in their words. Scripts are told by <see cref="RefusalHandler"/>.</summary>
internal sealed partial class PageTroubles(PageAddresses addresses, ILogger<PageTroubles> logger) : IExceptionHandler
{
    private static readonly string[] NotForPeople = ["/api", "/openapi", "/health", "/_blazor", "/_framework", "/_content"];
    private static readonly StatusCodePagesOptions ForScripts = new();

    /// <summary>Whether something is a page.</summary>
    public static bool IsPage(Microsoft.AspNetCore.Http.Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsPage(httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint))
        {
            return false;
        }

        switch (exception)
        {
            case Refusal { Status: StatusCodes.Status401Unauthorized }:
                await SignInFirstAsync(httpContext);
                break;
            case Refusal { Code: RefusalCodes.TwoStepNeeded }:
                httpContext.Response.Redirect(addresses.PathOf("two-step"));
                break;
            case Refusal refusal:
                await WriteAsync(httpContext, refusal.Status, "This is not possible", refusal.Message);
                break;
            default:
                LogFailed(exception);
                await WriteAsync(httpContext, StatusCodes.Status500InternalServerError, "Something went wrong here", "The server's log says what. Nothing that runs is touched by it; try again, and tell your operator if it happens again.");
                break;
        }

        return true;
    }

    /// <summary>Leads somebody who is not signed in to where they can, and back afterwards.</summary>
    public Task SignInFirstAsync(HttpContext context)
    {
        var address = addresses.PathOf($"{context.Request.Path.Value?.TrimStart('/')}{context.Request.QueryString}");

        // Who follows a link from elsewhere comes without the session's cookie, which no other site may make a browser send; by our own page they come with it.
        if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site" && HttpMethods.IsGet(context.Request.Method))
        {
            PageHeaders.Apply(context);
            return new RazorComponentResult<GoOnPage>(new { Address = address }).ExecuteAsync(context);
        }

        var returnTo = HttpMethods.IsGet(context.Request.Method) ? $"{context.Request.Path}{context.Request.QueryString}" : "/";
        context.Response.Redirect(addresses.PathOf("sign-in") + (returnTo == "/" ? "" : $"?returnTo={Uri.EscapeDataString(returnTo)}"));
        return Task.CompletedTask;
    }

    /// <summary>What answers that have a status and no words are told with.</summary>
    public static Task TellAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        if (!IsForPeople(context))
        {
            return ForScripts.HandleAsync(status);
        }

        // What is nowhere is refused to everybody, by the door that is shut where nobody said otherwise.
        return context.GetEndpoint() is null && !context.Request.Path.StartsWithSegments("/not-found")
            ? WriteAsync(context, StatusCodes.Status404NotFound, "There is no such page", "The address may be incomplete, or what it led to was put away or removed.")
            : context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => WriteAsync(context, StatusCodes.Status404NotFound, "There is no such page", "The address may be incomplete, or what it led to was put away or removed."),
                StatusCodes.Status429TooManyRequests => WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many attempts", "Wait a minute, then go back and try again."),
                var other => WriteAsync(context, other, "This is not possible", $"The server answered with the status {other}."),
            };
    }

    private static bool IsForPeople(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && !NotForPeople.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));

    /// <summary>Writes a page that says what is wrong.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string title, string text)
    {
        // What draws a page draws one, and writes its headers: where the page that was asked for was begun, this one begins anew.
        context.Response.Clear();
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        PageHeaders.Apply(context);
        await new RazorComponentResult<TroublePage>(new { Title = title, Text = text }) { StatusCode = status }.ExecuteAsync(context);
        context.RequestServices = services;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page could not be shown")]
    private partial void LogFailed(Exception exception);
}
