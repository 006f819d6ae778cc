using Microsoft.AspNetCore.Diagnostics;
using Turnstone.Server.Security;

namespace Turnstone.Server.Requests;

/// <summary>
/// Does a request that comes with a key once, however often it is sent. What changed nothing is not kept: a refusal is given anew each time. Whoever
/// is let in is so before this: an answer is shown to its own agent alone, while they may.
/// </summary>
internal sealed class RequestKeys(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Workspace workspace, KeptRequests kept, IEnumerable<IExceptionHandler> handlers)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OncePerKey>() is null || RequestKey.Of(context.Request) is not { } key)
        {
            await next(context);
            return;
        }

        // In memory: it may hold passwords, which belong into no file. The web server bounds it.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var fingerprint = Fingerprints.Of(context.Request, body.GetBuffer().AsSpan(0, (int)body.Length));
        var begun = await kept.BeginAsync(workspace.Caller, key, fingerprint, context.RequestAborted);
        if (begun is BegunRequest.Known known)
        {
            await known.Answer.WriteAsync(context.Response, context.RequestAborted);
            return;
        }

        body.Position = 0;
        context.Request.Body = body;
        await DoAsync(context, workspace, kept, (BegunRequest.Mine)begun, handlers);
    }

    private async Task DoAsync(HttpContext context, Workspace workspace, KeptRequests kept, BegunRequest.Mine request, IEnumerable<IExceptionHandler> handlers)
    {
        var (line, left) = (context.Response.Body, context.RequestAborted);
        using var answer = new MemoryStream();
        context.Response.Body = answer;

        // Whoever sent it may be gone, and comes back for the answer.
        context.RequestAborted = CancellationToken.None;
        workspace.Work(request);
        try
        {
            await next(context);
        }
        catch (Exception e)
        {
            // What was refused after something was done is an answer like others.
            if (!await kept.IsDoneAsync(workspace.Caller, request, CancellationToken.None) || !await IsToldAsync(context, handlers, e))
            {
                await kept.ForgetAsync(workspace.Caller, request, CancellationToken.None);
                throw;
            }
        }
        finally
        {
            (context.Response.Body, context.RequestAborted) = (line, left);
        }

        var response = context.Response;
        if (response.StatusCode < 300 || await kept.IsDoneAsync(workspace.Caller, request, CancellationToken.None))
        {
            await kept.AnswerAsync(workspace.Caller, request, new KeptAnswer(response.StatusCode, response.ContentType, response.Headers.Location, answer.ToArray()), CancellationToken.None);
        }
        else
        {
            await kept.ForgetAsync(workspace.Caller, request, CancellationToken.None);
        }

        answer.Position = 0;
        await answer.CopyToAsync(line, left);
    }

    private static async Task<bool> IsToldAsync(HttpContext context, IEnumerable<IExceptionHandler> handlers, Exception exception)
    {
        foreach (var handler in handlers)
        {
            if (await handler.TryHandleAsync(context, exception, CancellationToken.None))
            {
                return true;
            }
        }

        return false;
    }
}
