namespace Turnstone.Server.Face;

/// <summary>Where pages are, as a browser sees it: a proxy may serve them below a path of its own, which the operator's public address names.</summary>
internal sealed class PageAddresses(ServerSettings settings)
{
    /// <summary>The path that all addresses in pages are below; ends with a slash.</summary>
    public string Base { get; } = (settings.PublicAddress?.AbsolutePath.TrimEnd('/') ?? "") + "/";

    /// <summary>The path of a page, from the root of the host.</summary>
    /// <param name="page">Its own, without a slash before it.</param>
    public string PathOf(string page) => Base + page;
}
