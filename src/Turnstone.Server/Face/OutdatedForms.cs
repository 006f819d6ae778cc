namespace Turnstone.Server.Face;

/// <summary>Says in words what becomes of a form whose token is none of ours, or of another sign-in: the framework answers with a status and nothing else.</summary>
internal sealed class OutdatedForms(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false } && PageTroubles.IsPage(context.GetEndpoint()))
        {
            await PageTroubles.WriteAsync(
                context, StatusCodes.Status400BadRequest, "This form is out of date", "It was opened before you signed in or out, or long ago. Open the page again and send it once more; nothing was changed.");
        }
    }
}
