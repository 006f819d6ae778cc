namespace Turnstone.Server.OpenId;

/// <summary>This server's addresses as a browser sees them: the operator's word where there is one, else as the browser asked.</summary>
internal sealed class OpenIdAddresses(ServerSettings settings)
{
    /// <summary>Where the provider sends people back to.</summary>
    public string Callback(HttpRequest request) => Base(request) + OpenIdSetup.CallbackPath;

    /// <summary>A page of this server's.</summary>
    public string Page(HttpRequest request, LocalPath path) => Base(request) + path;

    /// <summary>The path of cookies that only the callback needs.</summary>
    public string CookiePath => settings.PublicAddress?.AbsolutePath.TrimEnd('/') + OpenIdSetup.CallbackPath;

    // Put together as text: a path that is resolved against an address may lead to another server.
    private string Base(HttpRequest request) =>
        settings.PublicAddress?.GetLeftPart(UriPartial.Path).TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
}
