namespace Turnstone.Server.Sessions;

/// <summary>
/// A link that signs in whoever opens it, as often as it is opened: for a server that shows made-up mail on its own machine, never for one that people
/// work with.
/// </summary>
/// <param name="Code">What the link ends with; nobody can guess it.</param>
/// <param name="Email">As whom.</param>
public sealed record OpenDoor(string Code, string Email)
{
    /// <summary>The page behind the link, below the server's address.</summary>
    public const string Page = "open";

    /// <summary>The link to a page of the server's.</summary>
    /// <param name="server">Where it serves.</param>
    /// <param name="page">The page's path, with a slash before it.</param>
    public Uri To(Uri server, string page) => new(server, $"{Page}?code={Uri.EscapeDataString(Code)}&to={Uri.EscapeDataString(page)}");

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(OpenDoor)} {{ {Email} }}";
}
