namespace Turnstone.Ews.Transport;

/// <summary>A way to get a request to the server signed in.</summary>
internal abstract class SignIn : IDisposable
{
    /// <summary>The scheme in use, as HTTP spells it; null while it is not chosen.</summary>
    public abstract string? Scheme { get; }

    /// <summary>Sends the request once. The reply is the caller's to dispose, also one that is a refusal.</summary>
    /// <exception cref="SignInException">It cannot be signed in; nothing of the body was sent.</exception>
    public abstract Task<Reply> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken);

    public abstract void Dispose();
}
