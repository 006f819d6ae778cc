namespace Turnstone.Client.CutOver;

/// <summary>By which record Autodiscover leads to the new server.</summary>
public enum AutodiscoverWay
{
    /// <summary>By any of them, in the order in which Outlook asks.</summary>
    Any,

    /// <summary>By an alias.</summary>
    Cname,

    /// <summary>By addresses of its own.</summary>
    Address,

    /// <summary>By a service record.</summary>
    Srv,
}
