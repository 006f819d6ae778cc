namespace Turnstone.Connectors.Exchange;

/// <summary>How an account signs in at Exchange.</summary>
public enum ExchangeSignIn
{
    /// <summary>By the best of what the server offers; see <see cref="Turnstone.Ews.EwsCredential.Auto"/>.</summary>
    Auto,

    /// <summary>Basic.</summary>
    Basic,

    /// <summary>NTLM.</summary>
    Ntlm,

    /// <summary>Kerberos, by this machine's tickets where there is no password.</summary>
    Negotiate,

    /// <summary>An OAuth access token.</summary>
    Bearer,
}
