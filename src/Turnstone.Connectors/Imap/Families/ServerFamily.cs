namespace Turnstone.Connectors.Imap.Families;

/// <summary>Whose server it is, as far as that makes a difference to whoever moves away from it.</summary>
public enum ServerFamily
{
    /// <summary>It does not say, or it is none of those below.</summary>
    Unknown,

    /// <summary>Dovecot, also below cPanel, Plesk, DirectAdmin and mailcow.</summary>
    Dovecot,

    /// <summary>Cyrus IMAP.</summary>
    Cyrus,

    /// <summary>Courier-IMAP.</summary>
    Courier,

    /// <summary>Zimbra Collaboration.</summary>
    Zimbra,

    /// <summary>Gmail and Google Workspace.</summary>
    Gmail,

    /// <summary>Exchange's IMAP service.</summary>
    Exchange,

    /// <summary>HCL (Lotus) Domino.</summary>
    Domino,

    /// <summary>GroupWise.</summary>
    GroupWise,

    /// <summary>hMailServer.</summary>
    HMailServer,

    /// <summary>Kerio Connect.</summary>
    Kerio,

    /// <summary>cPanel: its IMAP is Dovecot's and says so, its forwarding is its own.</summary>
    CPanel,
}
