namespace Turnstone.Server.Mail;

/// <summary>How the connection to the mail server is kept from others.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, and nothing without it.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>In the clear: for a server on the same machine.</summary>
    None,
}
