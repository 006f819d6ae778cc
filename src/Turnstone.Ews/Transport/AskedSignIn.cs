using System.Net;

namespace Turnstone.Ews.Transport;

/// <summary>
/// Before Basic and Bearer, which show their secret with the first request: asks without it, and shows it only to whom it is asked for.
/// For places that somebody else named, or a domain's web site, which have no business with it. Requests must be small: each goes twice.
/// </summary>
internal sealed class AskedSignIn(HttpMessageHandler handler, SignIn signIn) : SignIn
{
    private readonly HttpMessageInvoker _http = new(handler);

    public override string? Scheme => signIn.Scheme;

    public override async Task<Reply> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await _http.SendAsync(message, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            return new Reply(answer);
        }

        IReadOnlyList<string> offered = Challenges.Schemes(answer);
        answer.Dispose();
        return Scheme is { } scheme && !offered.Contains(scheme, StringComparer.OrdinalIgnoreCase)
            ? throw new SignInException(SchemeChoice.NotOffered(scheme, offered), (int)HttpStatusCode.Unauthorized)
            : await signIn.SendAsync(message, cancellationToken);
    }

    public override void Dispose()
    {
        signIn.Dispose();
        _http.Dispose();
    }
}
