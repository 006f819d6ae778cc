using System.Net;

namespace Turnstone.Connectors.CutOver;

/// <summary>Where Autodiscover is to lead: to a host, or to an address where the operator knows only that.</summary>
public sealed record AutodiscoverTarget
{
    private AutodiscoverTarget(DomainName? host, IPAddress? address) => (Host, Address) = (host, address);

    /// <summary>The host; null where an address was given.</summary>
    public DomainName? Host { get; }

    /// <summary>The address; null where a host was given.</summary>
    public IPAddress? Address { get; }

    /// <summary>Reads a host's name or an IP address.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static AutodiscoverTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IPAddress.TryParse(text.Trim(), out var address) ? new AutodiscoverTarget(null, address)
            : DomainName.TryParse(text, out var host) ? new AutodiscoverTarget(host, null)
            : throw new FormatException($"\"{text}\" is neither a host nor an address: write the new server's name, such as mail.new.example.");
    }

    /// <inheritdoc/>
    public override string ToString() => Host?.Value ?? Address!.ToString();
}
