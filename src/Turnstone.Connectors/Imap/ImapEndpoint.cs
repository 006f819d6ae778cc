using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Turnstone.Connectors.Imap;

/// <summary>An IMAP server: where it is and how the way there is protected.</summary>
public sealed record ImapEndpoint
{
    private const string Shape = "Write imaps://host, imaps://host:port, or imap://host for a server that upgrades by STARTTLS.";

    private ImapEndpoint(string host, int port, ImapSecurity security)
    {
        Host = host;
        Port = port;
        Security = security;
    }

    /// <summary>A host name or an address, without brackets.</summary>
    public string Host { get; }

    /// <summary>The port; 993 for <c>imaps</c> and 143 for <c>imap</c> unless another was written.</summary>
    public int Port { get; }

    /// <summary>How the connection is protected.</summary>
    public ImapSecurity Security { get; }

    /// <summary>Whether the server is this very machine, where nobody listens on the wire.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Reads <c>imaps://host[:993]</c> or <c>imap://host[:143][?tls=none]</c>.</summary>
    /// <exception cref="FormatException">It is something else; the text says what, where and how to write it.</exception>
    public static ImapEndpoint Parse(string text) => TryRead(text, out var endpoint, out var fault) ? endpoint : throw new FormatException(fault);

    /// <summary>As <see cref="Parse"/>, without the exception.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImapEndpoint? endpoint) => TryRead(text, out endpoint, out _);

    /// <summary>The same server by another way.</summary>
    internal ImapEndpoint By(int port, ImapSecurity security) => new(Host, port, security);

    /// <inheritdoc/>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        var scheme = Security == ImapSecurity.Tls ? "imaps" : "imap";
        return FormattableString.Invariant($"{scheme}://{host}:{Port}{(Security == ImapSecurity.None ? "?tls=none" : "")}");
    }

    private static bool TryRead(string? text, [NotNullWhen(true)] out ImapEndpoint? endpoint, out string fault)
    {
        endpoint = null;
        var trimmed = text?.Trim() ?? "";
        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) || uri.Scheme is not ("imap" or "imaps"))
        {
            // The text is not repeated: it may hold a password that we did not get to recognise as one.
            fault = trimmed.Length == 0 ? $"The IMAP server is missing. {Shape}" : $"The IMAP server is not written as an imap address. {Shape}";
            return false;
        }

        if (uri.UserInfo.Length > 0)
        {
            fault = "The IMAP address holds a login before the \"@\": leave it out there, login and password are given on their own.";
            return false;
        }

        if (uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))
        {
            fault = $"The IMAP address \"{trimmed}\" names no host. {Shape}";
            return false;
        }

        if (IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
        {
            fault = $"The IMAP address \"{trimmed}\" is one to listen at, not one to connect to: write the server's name, or 127.0.0.1 for this machine.";
            return false;
        }

        if (uri.AbsolutePath is not ("" or "/") || uri.Fragment.Length > 0)
        {
            fault = $"The IMAP address \"{trimmed}\" goes on after the host (\"{uri.AbsolutePath}{uri.Fragment}\"): it ends with host and port.";
            return false;
        }

        var implicitTls = uri.Scheme == "imaps";
        var noTls = uri.Query.Equals("?tls=none", StringComparison.OrdinalIgnoreCase);
        if (uri.Query.Length > 0 && (!noTls || implicitTls))
        {
            fault = implicitTls && noTls
                ? $"The IMAP address \"{trimmed}\" contradicts itself: imaps is TLS. Write imap:// to go without."
                : $"The IMAP address \"{trimmed}\" ends with \"{uri.Query}\": only \"?tls=none\" is understood, and only with imap://.";
            return false;
        }

        if (uri.Port == 0)
        {
            fault = $"The IMAP address \"{trimmed}\" has port 0: use 993 for imaps, 143 for imap, or the server's own.";
            return false;
        }

        var port = uri.Port < 0 ? (implicitTls ? 993 : 143) : uri.Port;
        var security = implicitTls ? ImapSecurity.Tls : noTls ? ImapSecurity.None : ImapSecurity.StartTls;
        endpoint = new ImapEndpoint(uri.IdnHost.Trim('[', ']'), port, security);
        fault = "";
        return true;
    }
}
