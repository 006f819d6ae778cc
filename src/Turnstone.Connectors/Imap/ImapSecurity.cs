namespace Turnstone.Connectors.Imap;

/// <summary>How a connection to an IMAP server is protected.</summary>
public enum ImapSecurity
{
    /// <summary>TLS from the first byte (<c>imaps://</c>).</summary>
    Tls,

    /// <summary>STARTTLS where the server offers it (<c>imap://</c>); a password is not sent without it, except to this very machine.</summary>
    StartTls,

    /// <summary>Never TLS (<c>imap://…?tls=none</c>).</summary>
    None,
}
