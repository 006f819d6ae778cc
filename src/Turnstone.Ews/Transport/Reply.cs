namespace Turnstone.Ews.Transport;

/// <summary>An answer and, where it occupies a signed-in connection, the hold on that.</summary>
internal sealed class Reply(HttpResponseMessage response, Action? release = null) : IDisposable
{
    private Action? _release = release;

    public HttpResponseMessage Response { get; } = response;

    public void Dispose()
    {
        // The answer first: what is left of it is read away before the connection takes another request.
        Response.Dispose();
        Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
