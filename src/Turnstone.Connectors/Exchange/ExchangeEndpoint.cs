using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>Where an Exchange server's EWS is, read from whatever address of it an administrator has at hand.</summary>
public sealed record ExchangeEndpoint
{
    private const string EwsPath = "/EWS/Exchange.asmx";
    private const string AutodiscoverPath = "/autodiscover/autodiscover.xml";
    private const string AutodiscoverPrefix = "autodiscover:";
    private const string Shape = "Write the host (mail.new.example), the Outlook on the web address (https://mail.new.example/owa), the EWS address, or a mail address to ask Autodiscover for.";

    private ExchangeEndpoint(Uri url) => Url = url;

    /// <summary>The EWS address itself; with a <see cref="Domain"/>, the first place Autodiscover asks for it.</summary>
    public Uri Url { get; }

    /// <summary>The mail domain whose Autodiscover knows the EWS address; null where that is given.</summary>
    public string? Domain { get; private init; }

    /// <summary>
    /// Reads a host, an Outlook on the web address or an EWS address. Any path is replaced by that of EWS, unless it ends in
    /// <c>.asmx</c> (a gateway may publish EWS elsewhere). Plain http is kept only where it is written. A mail address, or a domain
    /// written as <c>autodiscover:new.example</c>, is one that Autodiscover is asked about.
    /// </summary>
    /// <exception cref="FormatException">It is something else; the text says what and how to write it.</exception>
    public static ExchangeEndpoint Parse(string text)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0)
        {
            throw new FormatException($"The Exchange server is missing. {Shape}");
        }

        if (DomainOf(trimmed) is { } domain)
        {
            return Discovered(domain);
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
    public override string ToString() => Domain is null ? Url.AbsoluteUri : $"Autodiscover of {Domain}";

    private static string? DomainOf(string text) =>
        text.StartsWith(AutodiscoverPrefix, StringComparison.OrdinalIgnoreCase) ? text[AutodiscoverPrefix.Length..].Split('@')[^1]
        : text.Contains("://", StringComparison.Ordinal) ? null
        : SmtpAddress.TryParse(text, out var address) ? address.Value.Split('@')[^1] : null;

    private static ExchangeEndpoint Discovered(string domain) =>
        Uri.TryCreate($"https://{domain}{AutodiscoverPath}", UriKind.Absolute, out var url) && url is { UserInfo: "", AbsolutePath: AutodiscoverPath, Port: > 0 }
            ? new ExchangeEndpoint(url) { Domain = domain }
            : throw new FormatException($"\"{domain}\" is no mail domain that Autodiscover can be asked about. {Shape}");
}
