namespace Turnstone.Connectors.CutOver;

/// <summary>What changes in DNS when mail is cut over.</summary>
public enum CutOverRecord
{
    /// <summary>Where mail is delivered.</summary>
    Mx,

    /// <summary>Who may send mail as the domain (TXT, <c>v=spf1</c>).</summary>
    Spf,

    /// <summary>Where Outlook and telephones learn of their server.</summary>
    Autodiscover,
}
