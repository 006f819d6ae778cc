namespace Turnstone.Connectors.Exchange;

/// <summary>Where an Exchange server's EWS is, read from whatever address of it an administrator has at hand.</summary>
public sealed record ExchangeEndpoint
{
    private const string EwsPath = "/EWS/Exchange.asmx";
    private const string Shape = "Write the host (mail.new.example), the Outlook on the web address (https://mail.new.example/owa) or the EWS address.";

    private ExchangeEndpoint(Uri url) => Url = url;

    /// <summary>The EWS address itself.</summary>
    public Uri Url { get; }

    /// <summary>
    /// Reads a host, an Outlook on the web address or an EWS address. Any path is replaced by that of EWS, unless it ends in
    /// <c>.asmx</c> (a gateway may publish EWS elsewhere). Plain http is kept only where it is written.
    /// </summary>
    /// <exception cref="FormatException">It is something else; the text says what and how to write it.</exception>
    public static ExchangeEndpoint Parse(string text)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0)
        {
            throw new FormatException($"The Exchange server is missing. {Shape}");
        }

        var address = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "https://" + trimmed;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            // The text is not repeated: it may hold a password.
            throw new FormatException($"The Exchange server is not written as a host or a web address. {Shape}");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new FormatException("The Exchange address holds a login before the \"@\": leave it out there, login and password are given on their own.");
        }

        if (uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6) || uri.Port == 0)
        {
            throw new FormatException($"The Exchange address \"{trimmed}\" names no host that can be reached. {Shape}");
        }

        var path = uri.AbsolutePath.EndsWith(".asmx", StringComparison.OrdinalIgnoreCase) ? uri.AbsolutePath : EwsPath;
        return new ExchangeEndpoint(new UriBuilder(uri) { Path = path, Query = "", Fragment = "" }.Uri);
    }

    /// <inheritdoc/>
    public override string ToString() => Url.AbsoluteUri;
}
