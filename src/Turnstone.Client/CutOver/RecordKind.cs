namespace Turnstone.Client.CutOver;

/// <summary>What changes in DNS when mail is cut over.</summary>
public enum RecordKind
{
    /// <summary>Where mail is delivered.</summary>
    Mx,

    /// <summary>Who may send mail as the domain.</summary>
    Spf,

    /// <summary>Where Outlook and telephones learn of their server.</summary>
    Autodiscover,
}
