using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Turnstone.Ews.Transport;

/// <summary>Schemes that are a header of each request: Basic and Bearer.</summary>
internal sealed class HeaderSignIn(HttpMessageHandler handler, AuthenticationHeaderValue authorization, SignInDoor door) : SignIn
{
    private readonly HttpMessageInvoker _http = new(handler);

    public override string? Scheme => authorization.Scheme;

    public static AuthenticationHeaderValue Basic(string userName, EwsPassword password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password.Reveal()}")));

    public static AuthenticationHeaderValue Bearer(EwsPassword token) => new("Bearer", token.Reveal());

    public override async Task<Reply> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        message.Headers.Authorization = authorization;
        HttpResponseMessage response = await door.PassAsync(() => _http.SendAsync(message, cancellationToken), Verdict, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && authorization.Scheme == "Bearer")
        {
            // A token's time is over, and does not come back.
            door.Shut();
        }

        return new Reply(Refusals.Weigh(response, authorization.Scheme, door));
    }

    public override void Dispose() => _http.Dispose();

    // A web server in trouble says nothing about the password; EWS itself answers 200 or 500.
    private static bool? Verdict(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => false,
        HttpStatusCode.OK or HttpStatusCode.InternalServerError => true,
        _ => null,
    };
}
