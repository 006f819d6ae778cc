using System.Net;

namespace Turnstone.Ews.Transport;

/// <summary>Looks what the server offers, once, with a request that carries no credentials, and goes on with the best of it.</summary>
internal sealed class ChosenSignIn(
    EwsCredential.Auto credential, Handlers handlers, HttpMessageHandler handler, EwsSignIns memory, bool isPrivate, Func<EwsCredential, SignIn> open) : SignIn
{
    private readonly HttpMessageInvoker _asking = new(handler);
    private readonly SemaphoreSlim _choosing = new(1, 1);
    private volatile SignIn? _chosen;

    public override string? Scheme => _chosen?.Scheme;

    public override async Task<Reply> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (_chosen is null && await ChooseAsync(cancellationToken) is { } oddity)
        {
            return new Reply(oddity);
        }

        return await _chosen!.SendAsync(message, cancellationToken);
    }

    public override void Dispose()
    {
        _chosen?.Dispose();
        _asking.Dispose();
        _choosing.Dispose();
    }

    /// <summary>Null once a scheme is chosen; else the answer of something that is not a server asking for a sign-in.</summary>
    private async Task<HttpResponseMessage?> ChooseAsync(CancellationToken cancellationToken)
    {
        await _choosing.WaitAsync(cancellationToken);
        try
        {
            if (_chosen is not null)
            {
                return null;
            }

            if (memory.SchemesAt(handlers.Url) is not { } known)
            {
                using HttpRequestMessage knock = handlers.Knock();
                HttpResponseMessage answer = await _asking.SendAsync(knock, cancellationToken);
                if (answer.StatusCode != HttpStatusCode.Unauthorized)
                {
                    return answer;
                }

                known = string.Join(' ', Challenges.Schemes(answer));
                answer.Dispose();
                memory.RememberSchemes(handlers.Url, known);
            }

            _chosen = open(SchemeChoice.Choose(credential, known.Split(' ', StringSplitOptions.RemoveEmptyEntries), isPrivate));
            return null;
        }
        finally
        {
            _choosing.Release();
        }
    }
}
