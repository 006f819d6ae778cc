namespace Turnstone.Connectors.CutOver;

/// <summary>By which record Autodiscover of a domain is to lead to the new server.</summary>
public enum AutodiscoverKind
{
    /// <summary>By any of them, in the order in which Outlook asks.</summary>
    Any,

    /// <summary>By an alias: <c>autodiscover.new.example CNAME mail.new.example</c>.</summary>
    Alias,

    /// <summary>By addresses of its own: A and AAAA records of <c>autodiscover.new.example</c>.</summary>
    Address,

    /// <summary>By <c>_autodiscover._tcp.new.example SRV</c>, and no name <c>autodiscover.new.example</c>.</summary>
    Service,
}
