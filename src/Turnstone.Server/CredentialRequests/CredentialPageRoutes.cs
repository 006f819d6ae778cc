using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Turnstone.Connectors;
using Turnstone.Server.Components.Fields;
using Turnstone.Server.Face;
using Turnstone.Server.Security;

namespace Turnstone.Server.CredentialRequests;

/// <summary>
/// The page behind the link: a form without a script, a cookie or anything from elsewhere. Its code is all that it goes by, so that no other site can make
/// a browser send it.
/// </summary>
internal static class CredentialPageRoutes
{
    private const int LongestForm = 16 << 10;

    // Of ours it loads the style sheet; the form goes back to where it came from.
    private const string Policy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static void MapCredentialPage(this IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup($"/{CredentialLinks.Page}").AllowAnonymous().RequireRateLimiting(SecuritySetup.GuessLimit).ExcludeFromDescription().WithMetadata(new BarePage());
        page.MapGet("/", async Task<IResult> (string? code, HttpContext context, CredentialDoor door) =>
            await door.OpenAsync(code ?? "", context.RequestAborted) is { } ask
                ? Page<CredentialForm>(context, StatusCodes.Status200OK, new() { [nameof(CredentialForm.Ask)] = ask, [nameof(CredentialForm.Code)] = code })
                : Gone(context));
        page.MapPost("/", GiveAsync).WithMetadata(new RequestSizeLimitAttribute(LongestForm));
    }

    private static async Task<IResult> GiveAsync(HttpContext context, CredentialDoor door)
    {
        var (request, end) = (context.Request, context.RequestAborted);
        var form = request.HasFormContentType ? await request.ReadFormAsync(end) : FormCollection.Empty;
        var code = form[CredentialFields.Code].ToString();
        var source = EntryOf(form, CredentialFields.SourceLogin, CredentialFields.SourcePassword);
        var destination = EntryOf(form, CredentialFields.DestinationLogin, CredentialFields.DestinationPassword);
        if (await door.OpenAsync(code, end) is not { } ask)
        {
            return Gone(context);
        }

        if (CredentialFields.FaultsOf(ask, source, destination) is { AreNone: false } faults)
        {
            return Again(StatusCodes.Status400BadRequest, ask, faults);
        }

        return await door.GiveAsync(code, source, destination, end) switch
        {
            CredentialOutcome.Kept kept => Page<CredentialThanks>(context, StatusCodes.Status200OK, new() { [nameof(CredentialThanks.Ask)] = kept.Ask }),
            CredentialOutcome.NotAccepted no => Again(StatusCodes.Status422UnprocessableEntity, no.Ask, CredentialFields.FaultsOf(no)),
            _ => Gone(context),
        };

        IResult Again(int status, CredentialAsk asked, FormFaults wrong) => Page<CredentialForm>(context, status, new()
        {
            [nameof(CredentialForm.Ask)] = asked,
            [nameof(CredentialForm.Code)] = code,
            [nameof(CredentialForm.Faults)] = wrong,
            [nameof(CredentialForm.SourceEntered)] = source.Login,
            [nameof(CredentialForm.DestinationEntered)] = destination.Login,
        });
    }

    private static CredentialEntry EntryOf(IFormCollection form, string login, string password) => new(form[login].ToString().Trim(), new Secret(form[password].ToString()));

    private static RazorComponentResult<CredentialGone> Gone(HttpContext context) => Page<CredentialGone>(context, StatusCodes.Status404NotFound, []);

    private static RazorComponentResult<TPage> Page<TPage>(HttpContext context, int status, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        PageHeaders.Apply(context, Policy);
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }
}
