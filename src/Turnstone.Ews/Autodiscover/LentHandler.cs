namespace Turnstone.Ews.Autodiscover;

/// <summary>A handler of the caller's that several places use and none disposes.</summary>
internal sealed class LentHandler(HttpMessageHandler handler) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _inner = new(handler, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _inner.SendAsync(request, cancellationToken);
}
