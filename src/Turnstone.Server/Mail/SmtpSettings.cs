using Turnstone.Connectors;

namespace Turnstone.Server.Mail;

/// <summary>The server that takes the house's mail.</summary>
public sealed record SmtpSettings
{
    /// <summary>Its name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How the connection is kept from others; default STARTTLS.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>The name to sign in with; null where the server wants none.</summary>
    public string? Login { get; init; }

    /// <summary>Its password; there where a login is.</summary>
    public Secret? Password { get; init; }

    /// <summary>The address mails come from.</summary>
    public required string Sender { get; init; }
}
